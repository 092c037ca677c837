/** One retry, and one more for every ten calls: what is down is not kept down by those who ask again. */
export class RetryBudget {
  #left = 1

  called(): void {
    this.#left = Math.min(10, this.#left + 0.1)
  }

  /** Whether another try is within the budget; it then counts. */
  take(): boolean {
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
