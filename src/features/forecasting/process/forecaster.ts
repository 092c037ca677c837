import { setPriority } from 'node:os'
import { processFile, startBare } from '#src/encoding/process/bare-process.ts'
import type { Forecast } from '../models/panel/series.ts'
import type { FromForecaster, ToForecaster } from './forecaster-messages.ts'

const program = processFile('forecaster-main', import.meta.url)

const heapMegabytes = 1024
const stderrLength = 4000
/** Whoever waits for a file goes first. */
const niceness = 10

interface Control {
  /** The share of the series that are forecast. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/**
 * Forecasts in a process of its own, which leaves this one free to prove that it lives. Throws the signal's reason,
 * or what the process said when it ended without an answer.
 */
export async function computeForecasts(
  job: ToForecaster,
  { onProgress, signal }: Control = {},
): Promise<Forecast[]> {
  signal?.throwIfAborted()
  const child = startBare(program, heapMegabytes, 'messages')
  if (child.pid !== undefined) lowerPriority(child.pid)
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-stderrLength)
  })
  const { promise, resolve, reject } = Promise.withResolvers<Forecast[]>()
  const abort = () => reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  child.on('error', reject)
  child.once('close', (code, ended) =>
    reject(new Error(`the forecaster ended ${ended ? `by ${ended}` : `with code ${code}`}: ${said}`)),
  )
  child.on('message', ({ share, forecasts }: FromForecaster) => {
    if (forecasts) resolve(forecasts)
    else if (share !== undefined) onProgress?.(share)
  })
  child.send(job, () => {})
  try {
    return await promise
  } finally {
    signal?.removeEventListener('abort', abort)
    child.kill('SIGKILL')
  }
}

/** A system that does not allow it loses nothing but the courtesy. */
function lowerPriority(processId: number): void {
  try {
    setPriority(processId, niceness)
  } catch {
    return
  }
}
