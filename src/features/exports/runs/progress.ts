import type { Report } from './repository.ts'

/** Of the whole: the file still has to be stored and published after its last row. */
const writtenPercent = 98
/** While rows are still read beyond every estimate, nobody knows how many follow. */
const openEnd = 1.25

/**
 * How far a run is. The planner's estimate may be wrong by any factor, so it is corrected by what is known better:
 * the count that the client was shown, the rows read so far, and their number once all are read.
 */
export class Progress {
  #expected: number
  readonly #counted: number | null
  #read = 0
  #written = 0
  #isAllRead = false

  constructor(counted: number | null) {
    this.#counted = counted
    this.#expected = counted ?? 0
  }

  opened(estimate: number): void {
    this.#expected = this.#counted ?? estimate
  }

  read(rows: number): void {
    this.#read = rows
  }

  readAll(rows: number): void {
    this.#read = rows
    this.#isAllRead = true
  }

  wrote(rows: number): void {
    this.#written = rows
  }

  report(): Report {
    const total = this.#total()
    return {
      rowsDone: this.#written,
      rowsEstimated: Math.round(total),
      progressPercentage: (this.#written / Math.max(total, 1)) * writtenPercent,
    }
  }

  #total(): number {
    if (this.#isAllRead) return this.#read
    const known = Math.max(this.#read, this.#written)
    return known > this.#expected ? known * openEnd : this.#expected
  }
}
