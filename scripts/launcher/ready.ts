import { setTimeout as sleep } from 'node:timers/promises'

export interface Readiness {
  isReady: boolean
  /** The status line and body, or why there was no answer. */
  answer: string
}

/** Asks the web process at this address whether it is ready for work. */
export async function askReady(url: string): Promise<Readiness> {
  try {
    const response = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(5_000) })
    return { isReady: response.ok, answer: `${response.status} ${await response.text()}`.trim() }
  } catch (error) {
    const { cause, message } = error as Error
    return { isReady: false, answer: cause instanceof Error ? cause.message : message }
  }
}

/** Asks until it is ready; resolves to the last answer when it is not by then. */
export async function waitUntilReady(url: string, withinMs: number, signal: AbortSignal): Promise<Readiness> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const readiness = await askReady(url)
    if (readiness.isReady || Date.now() > deadline) return readiness
    await sleep(50, undefined, { signal })
  }
}
