/** Rejects when an answer takes longer; what was asked goes on by itself. */
export async function withinTime<T>(ms: number, ask: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(ms)), ms)
  })
  try {
    return await Promise.race([ask(), late])
  } finally {
    clearTimeout(timer)
  }
}

export class TooLate extends Error {
  constructor(ms: number) {
    super(`no answer within ${ms} ms`)
  }
}

/** Asks no more for a while once so many answers in a row have failed. */
export class Breaker {
  private failures = 0
  private openUntil = 0
  private readonly limits: { failures: number; pauseMs: number; now: () => number }

  constructor(limits: { failures: number; pauseMs: number; now: () => number }) {
    this.limits = limits
  }

  get isOpen(): boolean {
    return this.limits.now() < this.openUntil
  }

  async ask<T>(run: () => Promise<T>): Promise<T> {
    try {
      const answer = await run()
      this.failures = 0
      return answer
    } catch (error) {
      this.failures += 1
      // After the pause one more failure is enough.
      if (this.failures >= this.limits.failures) this.openUntil = this.limits.now() + this.limits.pauseMs
      throw error
    }
  }
}
