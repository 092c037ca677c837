import { CircuitState, type IBreaker } from 'cockatiel'

const mostInARow = 5
const sampleMs = 30_000
const smallestSample = 10
const largestSample = 100

/**
 * Opens at five failures in a row, or at half of at least ten calls in thirty seconds. The package's own sample keeps what
 * is older where calls are rare.
 */
export class BreakerRules implements IBreaker {
  state: { failed: boolean; at: number }[] = []

  success(state: CircuitState): void {
    // What a probe answered counts for more than what failed before it.
    if (state === CircuitState.HalfOpen) this.state = []
    this.#note(false)
  }

  failure(): boolean {
    this.#note(true)
    const last = this.state.slice(-mostInARow)
    if (last.length === mostInARow && last.every(({ failed }) => failed)) return true
    const sample = this.state.filter(({ at }) => at > Date.now() - sampleMs)
    const failures = sample.filter(({ failed }) => failed).length
    return sample.length >= smallestSample && failures * 2 >= sample.length
  }

  #note(failed: boolean): void {
    this.state = [...this.state.slice(1 - largestSample), { failed, at: Date.now() }]
  }
}
