import { fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Forecast } from '../models/panel/series.ts'
import type { FromForecaster, ToForecaster } from './forecaster-messages.ts'

// A bundled worker has its programs beside it.
const program = new URL(
  import.meta.url.endsWith('.ts') ? './forecaster-main.ts' : './forecaster-main.js',
  import.meta.url,
)

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
  const { NODE_ENV, SystemRoot } = process.env
  const child = fork(fileURLToPath(program), {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    // Windows cannot start a process without its SystemRoot.
    env: { NODE_ENV, ...(SystemRoot === undefined ? {} : { SystemRoot }) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
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
