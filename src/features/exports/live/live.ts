import { setTimeout as sleep } from 'node:timers/promises'
import { withRightsOfNow } from '#src/lib/access/rights-now.ts'
import type { Context } from '#src/lib/context.ts'
import { getListener } from '#src/lib/db/listener.ts'
import { AppError } from '#src/lib/errors.ts'
import type { Problem } from '#src/lib/http/action.ts'
import { type OpenStream, openStream } from '#src/lib/limits/open-streams.ts'
import { log } from '#src/lib/log.ts'
import { getProgress } from '../queries/get-status.ts'
import { listCreated } from '../queries/list.ts'
import type { ExportResource, WatchedExport } from '../record/schema.ts'
import { Changes } from './changes.ts'
import type { Watched } from './schema.ts'

export interface LiveUpdate {
  /** The server's clock when it read the rows. */
  at: string
  /** Milliseconds from the start of the stream; arriving much later than that means a buffer in between. */
  elapsed: number
  exports: WatchedExport[]
  created: ExportResource[]
  problem?: Problem
}

const streamMilliseconds = 25_000
const tickMilliseconds = 5_000
const pauseMilliseconds = 250
/** New exports are looked for at most so often, however many are requested. */
const listMilliseconds = 2_000

/** The watched exports as they are now. */
export async function readLive(
  context: Context,
  { ids, since }: Pick<Watched, 'ids' | 'since'>,
  startedAt: number,
): Promise<LiveUpdate> {
  const at = new Date().toISOString()
  const exports = ids.length > 0 ? await getProgress.execute(context, { ids }) : []
  const created = since ? await listCreated.execute(context, { since }) : []
  return { at, elapsed: Math.round(performance.now() - startedAt), exports, created }
}

/**
 * Now, and again at every change, at most four times a second and at least every five. Ends after 25
 * seconds, as soon as nothing it watches can change any more, when the same tab begins another one (a
 * browser has six connections and does not close this one), and when the server stops.
 */
export async function* streamLive(context: Context, watched: Watched): AsyncGenerator<LiveUpdate> {
  const startedAt = performance.now()
  let stream: OpenStream | undefined
  let stopListening = () => {}
  try {
    stream = openStream(context.principal.userId, `page ${watched.watcher}`)
    const changes = new Changes(context.principal.tenantId, stream.signal)
    // Before the first read: what changes in between is then heard.
    stopListening = getListener().listen('export_changes', (payload) => changes.hear(payload))
    yield* updates(context, watched, changes, stream.signal, startedAt)
  } catch (error) {
    // The page asks again; until then it shows what it has. That it has gone is no news.
    if ((error as Error).name === 'ResponseAborted') return
    if (error instanceof AppError && error.code === 'rate_limited') {
      const { code, message } = error
      const at = new Date().toISOString()
      yield { at, elapsed: 0, exports: [], created: [], problem: { code, message, errors: [] } }
      return
    }
    log.warn({ err: error, requestId: context.requestId }, 'live view ended early')
  } finally {
    stopListening()
    stream?.close()
  }
}

async function* updates(
  context: Context,
  watched: Watched,
  changes: Changes,
  signal: AbortSignal,
  startedAt: number,
): AsyncGenerator<LiveUpdate> {
  const unfinished = new Set(watched.ids)
  let next: Pick<Watched, 'ids' | 'since'> = watched
  let listedAt = Number.NEGATIVE_INFINITY
  let isListDue = false
  while (!signal.aborted) {
    const readAt = performance.now()
    if (next.since) listedAt = readAt
    const update = await readLive(await withRightsOfNow(context), next, startedAt)
    forgetFinished(unfinished, next.ids, update)
    yield update
    if (unfinished.size === 0 && !watched.since) return
    if (performance.now() - startedAt > streamMilliseconds) return
    await sleep(Math.max(0, readAt + pauseMilliseconds - performance.now()))
    const untilList = Math.max(0, listedAt + listMilliseconds - performance.now())
    const wait = isListDue ? Math.min(tickMilliseconds, untilList) : tickMilliseconds
    const { ids, hasNew } = await changes.take(
      wait,
      (changed) => changed.hasNew || [...changed.ids].some((id) => unfinished.has(id)),
    )
    const isTick = performance.now() - listedAt >= tickMilliseconds
    isListDue ||= hasNew || isTick
    const lists = isListDue && performance.now() - listedAt >= listMilliseconds
    if (lists) isListDue = false
    next = {
      ids: watched.ids.filter((id) => unfinished.has(id) && (isTick || ids.has(id))),
      since: lists ? watched.since : undefined,
    }
  }
}

/** Finished ones change no more; nor do those that the reader may not see or that are gone. */
function forgetFinished(unfinished: Set<string>, asked: string[], { exports }: LiveUpdate): void {
  const running = new Set(
    exports.filter(({ status }) => status === 'pending' || status === 'processing').map(({ id }) => id),
  )
  for (const id of asked) if (!running.has(id)) unfinished.delete(id)
}
