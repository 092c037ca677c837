import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../errors.ts'

/**
 * So many of one kind of thing at once for each person in this process, such as open streams. Next bundles modules
 * more than once in a process, so the counts live beside the other shared state, by name.
 */
export class PersonSlots {
  readonly #taken: Map<string, number>
  readonly #max: () => number
  readonly #things: string

  constructor(name: string, things: string, max: () => number) {
    const shared = globalThis as { __waybillSlots?: Record<string, Map<string, number>> }
    shared.__waybillSlots ??= {}
    shared.__waybillSlots[name] ??= new Map()
    this.#taken = shared.__waybillSlots[name]
    this.#things = things
    this.#max = max
  }

  /** Takes a slot and returns what gives it back, once. Throws `rate_limited` when the person has them all. */
  take(userId: string): () => void {
    const taken = this.#taken.get(userId) ?? 0
    if (taken >= this.#max()) {
      throw new AppError(
        'rate_limited',
        `You already have ${taken} ${this.#things}. Close one of them, or wait until one ends.`,
        { retryAfterSeconds: 5 },
      )
    }
    this.#taken.set(userId, taken + 1)
    let isTaken = true
    return () => {
      if (isTaken) this.#release(userId)
      isTaken = false
    }
  }

  /** Runs with a slot, for which it waits at most so long. */
  async with<T>(userId: string, waitMs: number, run: () => Promise<T>): Promise<T> {
    const release = await this.#takeWithin(userId, waitMs)
    try {
      return await run()
    } finally {
      release()
    }
  }

  async #takeWithin(userId: string, waitMs: number): Promise<() => void> {
    const deadline = performance.now() + waitMs
    for (;;) {
      try {
        return this.take(userId)
      } catch (error) {
        if (performance.now() > deadline) throw error
        await sleep(50)
      }
    }
  }

  #release(userId: string): void {
    const left = (this.#taken.get(userId) ?? 1) - 1
    if (left > 0) this.#taken.set(userId, left)
    else this.#taken.delete(userId)
  }
}
