import { env } from '#src/lib/env.ts'
import { log } from '#src/lib/log.ts'
import type { ExportRow } from '../record/repository.ts'
import { runTransaction } from './fenced-transaction.ts'
import { type Report, reportProgress } from './repository.ts'

/** Why a run was stopped from outside. */
export type StopReason = 'cancelled' | 'lost' | 'stopping'

/**
 * Tells the row how far a run is, at most four times a second, and keeps its heartbeat. What the row
 * answers can stop the run: a cancel was asked for, or another worker has taken over.
 */
export class Reporter {
  readonly #row: ExportRow
  readonly #stop: (reason: StopReason) => void
  readonly #timer: NodeJS.Timeout
  #next: Report | undefined
  #percent = 0
  /** The first beat comes at once: a cancel may have come before anybody listened for it. */
  #lastBeat = 0
  #sending: Promise<void> = Promise.resolve()
  #isSending = false

  constructor(row: ExportRow, stop: (reason: StopReason) => void) {
    this.#row = row
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
    const report = this.#next ?? {}
    this.#next = undefined
    this.#isSending = true
    this.#sending = this.#send(report).finally(() => {
      this.#isSending = false
    })
  }

  async #send(report: Report): Promise<void> {
    this.#lastBeat = Date.now()
    try {
      const isCancelled = await runTransaction(this.#row.tenantId, (tx) =>
        reportProgress(tx, this.#row, report),
      )
      if (isCancelled === undefined) this.#stop('lost')
      else if (isCancelled) this.#stop('cancelled')
    } catch (error) {
      log.warn({ err: error, exportId: this.#row.id }, 'a progress report did not get through')
    }
  }
}
