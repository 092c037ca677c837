import type { Duplex, Readable } from 'node:stream'
import { env } from '#src/lib/env.ts'

/** Ends the stream of a reader that takes nothing for long; the returned function says that something moved. */
export function stallTimer(body: Readable | Duplex): () => void {
  let timer: NodeJS.Timeout | undefined
  const moved = () => {
    clearTimeout(timer)
    const stalled = () => body.destroy(new Error('the reader took nothing for too long'))
    timer = setTimeout(stalled, env().DOWNLOAD_STALL_SECONDS * 1000)
    timer.unref()
  }
  body.once('close', () => clearTimeout(timer))
  moved()
  return moved
}
