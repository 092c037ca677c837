import { setTimeout as sleep } from 'node:timers/promises'
import type { Problem } from '#src/lib/action.ts'
import type { Context, TenantId } from '#src/lib/context.ts'
import { getListener } from '#src/lib/db/listener.ts'
import { log } from '#src/lib/log.ts'
import { listExports } from './listing.ts'
import type { ExportResource } from './schema.ts'
import { getProgress } from './service.ts'

/** What a page watches: these exports, and with `since` every one that was asked for after that instant. */
export interface Watched {
  ids: string[]
  since?: string | undefined
}

export interface LiveUpdate {
  /** The server's clock when it read the rows. */
  at: string
  /** Milliseconds from the start of the stream; arriving much later than that means a buffer in between. */
  elapsed: number
  exports: ExportResource[]
  created: ExportResource[]
  problem?: Problem
}

const streamMilliseconds = 25_000
const tickMilliseconds = 5_000
const pauseMilliseconds = 250

const stopping = new AbortController()
// An open stream would keep the server from ending.
process.once('SIGTERM', () => stopping.abort())
process.once('SIGINT', () => stopping.abort())

/** The watched exports as they are now. */
export async function readLive(
  context: Context,
  { ids, since }: Watched,
  startedAt: number,
): Promise<LiveUpdate> {
  const at = new Date().toISOString()
  const exports = ids.length > 0 ? await getProgress.execute(context, { ids }) : []
  const created = since ? await listExports.execute(context, { date_from: since, limit: 100 }) : undefined
  return { at, elapsed: Math.round(performance.now() - startedAt), exports, created: created?.items ?? [] }
}

/**
 * Now, and again at every change, at most four times a second and at least every five. Ends after 25
 * seconds, as soon as nothing it watches can change any more, and when the server stops.
 */
export async function* streamLive(context: Context, watched: Watched): AsyncGenerator<LiveUpdate> {
  const startedAt = performance.now()
  const changes = new Changes(context.principal.tenantId)
  // Before the first read: what changes in between is then heard.
  const stopListening = getListener().listen('export_changes', (payload) => changes.hear(payload))
  const unfinished = new Set(watched.ids)
  try {
    let next: Watched = watched
    while (!stopping.signal.aborted) {
      const update = await readLive(context, next, startedAt)
      forgetFinished(unfinished, next, update)
      yield update
      if (unfinished.size === 0 && !watched.since) return
      if (performance.now() - startedAt > streamMilliseconds) return
      await sleep(pauseMilliseconds)
      const changed = await changes.take(tickMilliseconds)
      const isTick = changed.size === 0
      const isNew = [...changed].some((id) => !watched.ids.includes(id))
      next = {
        ids: watched.ids.filter((id) => unfinished.has(id) && (isTick || changed.has(id))),
        since: isTick || isNew ? watched.since : undefined,
      }
    }
  } catch (error) {
    // The page asks again; until then it shows what it has.
    log.warn({ err: error, requestId: context.requestId }, 'live view ended early')
  } finally {
    stopListening()
  }
}

/** Finished ones change no more; nor do those that the reader may not see or that are gone. */
function forgetFinished(unfinished: Set<string>, asked: Watched, { exports }: LiveUpdate): void {
  const running = new Set(
    exports.filter(({ status }) => status === 'pending' || status === 'processing').map(({ id }) => id),
  )
  for (const id of asked.ids) if (!running.has(id)) unfinished.delete(id)
}

/** Ids of one tenant's exports that changed since they were last taken. */
class Changes {
  readonly #tenantId: TenantId
  #ids = new Set<string>()
  #wake: () => void = () => {}

  constructor(tenantId: TenantId) {
    this.#tenantId = tenantId
  }

  hear(payload: string): void {
    const { id, tenant_id: tenantId } = JSON.parse(payload) as { id: string; tenant_id: string }
    if (tenantId !== this.#tenantId) return
    this.#ids.add(id)
    this.#wake()
  }

  /** At once when there are any, else with the first one, else empty after the time is over. */
  async take(milliseconds: number): Promise<Set<string>> {
    if (this.#ids.size === 0) {
      const over = new AbortController()
      const heard = new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      const signal = AbortSignal.any([over.signal, stopping.signal])
      await Promise.race([heard, sleep(milliseconds, undefined, { signal }).catch(() => {})])
      over.abort()
    }
    const taken = this.#ids
    this.#ids = new Set()
    return taken
  }
}
