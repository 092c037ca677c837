import { setTimeout as sleep } from 'node:timers/promises'
import type { Context, TenantId } from '#src/lib/context.ts'
import { getListener } from '#src/lib/db/listener.ts'
import type { Problem } from '#src/lib/http/action.ts'
import { log } from '#src/lib/log.ts'
import { getProgress } from '../queries/get-status.ts'
import { listExports } from '../queries/list.ts'
import type { ExportResource } from '../record/schema.ts'

/** What a page watches: these exports, and with `since` every one that was asked for after that instant. */
export interface Watched {
  ids: string[]
  since?: string | undefined
  /** The browser tab that watches: its next stream ends the one before. */
  watcher: string
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

const shared = globalThis as { __waybillWatchers?: Map<string, AbortController> }
shared.__waybillWatchers ??= endedWithTheProcess(new Map())
const watchers = shared.__waybillWatchers

/** The watched exports as they are now. */
export async function readLive(
  context: Context,
  { ids, since }: Pick<Watched, 'ids' | 'since'>,
  startedAt: number,
): Promise<LiveUpdate> {
  const at = new Date().toISOString()
  const exports = ids.length > 0 ? await getProgress.execute(context, { ids }) : []
  const created = since ? await listExports.execute(context, { date_from: since, limit: 100 }) : undefined
  return { at, elapsed: Math.round(performance.now() - startedAt), exports, created: created?.items ?? [] }
}

/**
 * Now, and again at every change, at most four times a second and at least every five. Ends after 25
 * seconds, as soon as nothing it watches can change any more, when the same tab begins another one (a
 * browser has six connections and does not close this one), and when the server stops.
 */
export async function* streamLive(context: Context, watched: Watched): AsyncGenerator<LiveUpdate> {
  const startedAt = performance.now()
  const stop = replaceWatcher(`${context.principal.userId} ${watched.watcher}`)
  const changes = new Changes(context.principal.tenantId, stop.signal)
  // Before the first read: what changes in between is then heard.
  const stopListening = getListener().listen('export_changes', (payload) => changes.hear(payload))
  const unfinished = new Set(watched.ids)
  try {
    let next: Pick<Watched, 'ids' | 'since'> = watched
    while (!stop.signal.aborted) {
      const update = await readLive(context, next, startedAt)
      forgetFinished(unfinished, next.ids, update)
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
    // The page asks again; until then it shows what it has. That it has gone is no news.
    if ((error as Error).name === 'ResponseAborted') return
    log.warn({ err: error, requestId: context.requestId }, 'live view ended early')
  } finally {
    stopListening()
    forgetWatcher(stop)
  }
}

function replaceWatcher(key: string): AbortController {
  const stop = new AbortController()
  watchers.get(key)?.abort()
  watchers.set(key, stop)
  return stop
}

function forgetWatcher(stop: AbortController): void {
  for (const [key, current] of watchers) if (current === stop) watchers.delete(key)
}

/** An open stream would keep the server from ending. */
function endedWithTheProcess(open: Map<string, AbortController>): Map<string, AbortController> {
  const endAll = () => {
    for (const stop of open.values()) stop.abort()
  }
  process.once('SIGTERM', endAll)
  process.once('SIGINT', endAll)
  return open
}

/** Finished ones change no more; nor do those that the reader may not see or that are gone. */
function forgetFinished(unfinished: Set<string>, asked: string[], { exports }: LiveUpdate): void {
  const running = new Set(
    exports.filter(({ status }) => status === 'pending' || status === 'processing').map(({ id }) => id),
  )
  for (const id of asked) if (!running.has(id)) unfinished.delete(id)
}

/** Ids of one tenant's exports that changed since they were last taken. */
class Changes {
  readonly #tenantId: TenantId
  readonly #stop: AbortSignal
  #ids = new Set<string>()
  #wake: () => void = () => {}

  constructor(tenantId: TenantId, stop: AbortSignal) {
    this.#tenantId = tenantId
    this.#stop = stop
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
      const signal = AbortSignal.any([over.signal, this.#stop])
      await Promise.race([heard, sleep(milliseconds, undefined, { signal }).catch(() => {})])
      over.abort()
    }
    const taken = this.#ids
    this.#ids = new Set()
    return taken
  }
}
