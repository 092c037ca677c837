import { reportConnection } from '#src/components/connection.ts'
import { watchExports } from '../actions.ts'
import type { LiveUpdate } from '../live/live.ts'
import type { Watched } from '../live/schema.ts'
import { isUnfinished } from './export-state.ts'

const idleMilliseconds = 5_000
const pollMilliseconds = 1_500
const bufferedMilliseconds = 2_000
const streamAgainMilliseconds = 60_000
const longestPauseMilliseconds = 20_000

/** Names this tab to the server, which ends the older of two streams of the same name. */
const tab = Math.random().toString(36).slice(2)

/**
 * Shows every change of the watched exports until the signal: by one stream after the other while
 * something runs, by a rare look while nothing does, and by short polls where a stream is held back on
 * its way. A hidden page asks nothing, so that many open pages do not take all connections of a browser.
 */
export async function followExports(
  watched: Omit<Watched, 'watcher'>,
  show: (update: LiveUpdate) => void,
  signal: AbortSignal,
  /** What in this tab watches: a page, or a notice that outlives it. */
  name = 'page',
): Promise<void> {
  const watcher = `${tab} ${name}`
  let unfinished = watched.ids
  let streamAgainAt = 0
  let failures = 0
  while (!signal.aborted && (unfinished.length > 0 || watched.since)) {
    const isIdle = unfinished.length === 0
    if (isIdle) await pause(idleMilliseconds, signal)
    await visible(signal)
    if (signal.aborted) return
    const mode = isIdle || Date.now() < streamAgainAt ? 'poll' : 'stream'
    try {
      const asked = performance.now()
      const answer = await watchExports({ ...watched, ids: unfinished, watcher }, mode)
      for await (const update of Symbol.asyncIterator in answer ? answer : [answer]) {
        if (signal.aborted || update.problem?.code === 'unauthenticated') {
          if (!signal.aborted) show(update)
          return
        }
        if (update.problem) throw new Error(update.problem.message)
        show(update)
        unfinished = stillUnfinished(unfinished, update)
        const delay = performance.now() - asked - update.elapsed
        if (mode === 'stream' && delay > bufferedMilliseconds) {
          streamAgainAt = Date.now() + streamAgainMilliseconds
          break
        }
      }
      failures = 0
      reportConnection(true)
      if (!isIdle) await pause(mode === 'poll' ? pollMilliseconds : 300, signal)
    } catch {
      failures += 1
      if (failures > 1) reportConnection(false)
      await pause(Math.min(1_000 * 2 ** failures, longestPauseMilliseconds), signal)
    }
  }
}

function stillUnfinished(ids: string[], { exports }: LiveUpdate): string[] {
  const finished = new Set(exports.filter((found) => !isUnfinished(found)).map(({ id }) => id))
  return ids.filter((id) => !finished.has(id))
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function visible(signal: AbortSignal): Promise<void> {
  if (document.visibilityState === 'visible') return Promise.resolve()
  return new Promise((resolve) => {
    document.addEventListener('visibilitychange', () => resolve(), { once: true, signal })
    signal.addEventListener('abort', () => resolve())
  })
}
