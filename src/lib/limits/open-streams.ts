import { env } from '../env.ts'
import { PersonSlots } from './person-slots.ts'

const slots = new PersonSlots('streams', 'live views open', () => env().STREAMS_PER_PERSON)

// Next bundles this module more than once in a process; the streams must still be known in one place.
const shared = globalThis as { __waybillStreams?: Map<string, AbortController> }
shared.__waybillStreams ??= endedWithTheProcess(new Map())
const streams = shared.__waybillStreams

export interface OpenStream {
  /** Aborts when the stream has to end before it is over. */
  signal: AbortSignal
  /** Gives its slot back; may be called more than once. */
  close: () => void
}

/**
 * Takes one of the person's slots for a stream under this name; one that is open under it ends. Throws
 * `rate_limited` when they have none left.
 */
export function openStream(userId: string, name: string): OpenStream {
  const key = `${userId} ${name}`
  streams.get(key)?.abort()
  const release = slots.take(userId)
  const stop = new AbortController()
  streams.set(key, stop)
  return {
    signal: stop.signal,
    close() {
      stop.abort()
      release()
      if (streams.get(key) === stop) streams.delete(key)
    },
  }
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
