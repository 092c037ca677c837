import { AppError } from '#src/lib/errors.ts'

interface Waiting<Request, Answer> {
  request: Request
  since: number
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

interface Limits {
  perBatch: number
  batchesAtOnce: number
  mostWaiting: number
  longestWaitMs: number
}

/**
 * Turns requests that arrive one by one into batches: what queues up while a batch of its company runs becomes the
 * next one. Requests that waited too long, or that find too many before them, are refused with `unavailable`.
 */
export class Batches<Owner, Request, Answer> {
  private readonly queues = new Map<Owner, Waiting<Request, Answer>[]>()
  private readonly running = new Set<Owner>()
  private waiting = 0
  private readonly run: (owner: Owner, requests: Request[]) => Promise<Answer[]>
  private readonly limits: Limits

  constructor(run: (owner: Owner, requests: Request[]) => Promise<Answer[]>, limits: Limits) {
    this.run = run
    this.limits = limits
  }

  /** The answer to one request of this owner. */
  add(owner: Owner, request: Request): Promise<Answer> {
    if (this.waiting >= this.limits.mostWaiting) return Promise.reject(tooBusy())
    return new Promise((resolve, reject) => {
      const queue = this.queues.get(owner) ?? []
      queue.push({ request, since: Date.now(), resolve, reject })
      this.queues.set(owner, queue)
      this.waiting += 1
      this.startNext()
    })
  }

  /** Owners take turns: a map keeps the order in which they began to wait. */
  private startNext(): void {
    for (const [owner, queue] of this.queues) {
      if (this.running.size >= this.limits.batchesAtOnce) return
      if (this.running.has(owner)) continue
      const batch = queue.splice(0, this.limits.perBatch)
      this.queues.delete(owner)
      if (queue.length > 0) this.queues.set(owner, queue)
      this.waiting -= batch.length
      void this.settle(owner, batch)
    }
  }

  private async settle(owner: Owner, batch: Waiting<Request, Answer>[]): Promise<void> {
    const oldest = Date.now() - this.limits.longestWaitMs
    const inTime = batch.filter(({ since }) => since >= oldest)
    for (const { reject } of batch.filter(({ since }) => since < oldest)) reject(tooBusy())
    this.running.add(owner)
    try {
      const answers =
        inTime.length > 0
          ? await this.run(
              owner,
              inTime.map(({ request }) => request),
            )
          : []
      for (const [index, { resolve }] of inTime.entries()) resolve(answers[index]!)
    } catch (error) {
      for (const { reject } of inTime) reject(error)
    } finally {
      this.running.delete(owner)
      this.startNext()
    }
  }
}

function tooBusy(): AppError {
  return new AppError(
    'unavailable',
    'Too many decisions are waiting. Nothing was decided; send the request again with the same Idempotency-Key.',
    { retryAfterSeconds: 1 },
  )
}
