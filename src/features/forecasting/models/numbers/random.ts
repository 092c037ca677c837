/** A stream of numbers that a seed decides: the same on every machine. */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  /** Doty-Humphrey's sfc32, its state filled by the seed. */
  constructor(seed: number) {
    this.#a = seed >>> 0
    this.#b = Math.floor(seed / 2 ** 32) >>> 0
    this.#c = 0x9e3779b9
    for (let skipped = 0; skipped < 15; skipped += 1) this.#bits()
  }

  /** In [0, 1). */
  uniform(): number {
    return this.#bits() / 2 ** 32
  }

  /** From the normal distribution of mean 0 and deviation 1 (Box and Muller 1958). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()))
    return radius * Math.cos(2 * Math.PI * this.uniform())
  }

  /** Puts the values into an order of its own (Fisher and Yates). */
  shuffle(values: Uint32Array): void {
    for (let last = values.length - 1; last > 0; last -= 1) {
      const other = Math.floor(this.uniform() * (last + 1))
      const value = values[last]!
      values[last] = values[other]!
      values[other] = value
    }
  }

  #bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    return sum >>> 0
  }
}
