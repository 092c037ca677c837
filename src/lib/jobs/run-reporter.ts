import { env } from '../env.ts'
import { log } from '../log.ts'

/** Why a run was stopped from outside. */
export type StopReason = 'cancelled' | 'lost' | 'stopping'

/** What the signal of a stopped run aborts with. */
export class Stopped extends Error {
  readonly reason: StopReason

  constructor(reason: StopReason) {
    super(`stopped: ${reason}`)
    this.reason = reason
  }
}

interface Progress {
  progressPercentage?: number | undefined
}

/** Writes a report to the run's row; answers whether a cancel was asked for, undefined when the attempt is not ours. */
type Send<Report> = (report: Report) => Promise<boolean | undefined>

/**
 * Tells the row how far a run is, at most four times a second, and keeps its heartbeat. What the row
 * answers can stop the run: a cancel was asked for, or another worker has taken over.
 */
export class RunReporter<Report extends Progress> {
  readonly #send: Send<Report>
  readonly #stop: (reason: StopReason) => void
  readonly #timer: NodeJS.Timeout
  #next: Report | undefined
  #percent = 0
  /** The first beat comes at once: a cancel may have come before anybody listened for it. */
  #lastBeat = 0
  #sending: Promise<void> = Promise.resolve()
  #isSending = false

  constructor(send: Send<Report>, stop: (reason: StopReason) => void) {
    this.#send = send
    this.#stop = stop
    this.#timer = setInterval(() => this.#tick(), 250)
  }

  /** Percentages never fall, whatever the estimates say. */
  report(report: Report): void {
    this.#percent = Math.max(this.#percent, Math.min(99, Math.floor(report.progressPercentage ?? 0)))
    this.#next = { ...this.#next, ...report, progressPercentage: this.#percent }
  }

  /** Sends nothing more; resolves when the last report is through. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#sending
  }

  #tick(): void {
    const isDue = Date.now() - this.#lastBeat >= env().HEARTBEAT_SECONDS * 1000
    if (this.#isSending || (!this.#next && !isDue)) return
    const report = this.#next ?? ({} as Report)
    this.#next = undefined
    this.#isSending = true
    this.#sending = this.#beat(report).finally(() => {
      this.#isSending = false
    })
  }

  async #beat(report: Report): Promise<void> {
    this.#lastBeat = Date.now()
    try {
      const isCancelled = await this.#send(report)
      if (isCancelled === undefined) this.#stop('lost')
      else if (isCancelled) this.#stop('cancelled')
    } catch (error) {
      log.warn({ err: error }, 'a progress report did not get through')
    }
  }
}
