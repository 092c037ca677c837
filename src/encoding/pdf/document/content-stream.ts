/** Bytes of a page's drawing operators, in hundredths of a point so that every number is an integer. */
export class ContentStream {
  #bytes = Buffer.allocUnsafe(64 * 1024)
  #at = 0

  get length(): number {
    return this.#at
  }

  clear(): void {
    this.#at = 0
  }

  /** A copy of what was written. */
  taken(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#at))
  }

  /** ASCII operators and names. */
  write(text: string): this {
    this.#reserve(text.length)
    this.#at += this.#bytes.write(text, this.#at, 'latin1')
    return this
  }

  /** An integer and a blank. */
  number(value: number): this {
    this.#reserve(12)
    const bytes = this.#bytes
    let rest = value
    if (rest < 0) {
      bytes[this.#at++] = 45
      rest = -rest
    }
    let digits = 1
    for (let power = 10; power <= rest; power *= 10) digits++
    for (let at = this.#at + digits - 1; at >= this.#at; at--) {
      const tenth = Math.floor(rest / 10)
      bytes[at] = 48 + rest - 10 * tenth
      rest = tenth
    }
    this.#at += digits
    bytes[this.#at++] = 32
    return this
  }

  /** A string of glyph numbers; none of their bytes needs an escape. */
  glyphs(numbers: Uint8Array, from: number, to: number): this {
    this.#reserve(to - from + 2)
    const bytes = this.#bytes
    let at = this.#at
    bytes[at++] = 40
    for (let index = from; index < to; index++) bytes[at++] = numbers[index] as number
    bytes[at++] = 41
    this.#at = at
    return this
  }

  append(other: ContentStream): this {
    this.#reserve(other.#at)
    other.#bytes.copy(this.#bytes, this.#at, 0, other.#at)
    this.#at += other.#at
    return this
  }

  #reserve(more: number): void {
    if (this.#at + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#at + more))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }
}
