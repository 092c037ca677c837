import { isInfinite, writeTimestamp } from '../rows/copy-text.ts'
import { InstantReader } from '../rows/instant.ts'

/**
 * Earliest and latest of dates or timestamps as PostgreSQL writes them (datestyle ISO), by instant and not by
 * text: offsets differ within one column, years may have five digits or end in ` BC`.
 */
export class InstantTotal {
  readonly #min = new Extreme()
  readonly #max = new Extreme()
  readonly #reader = new InstantReader()

  /** Throws when the field is neither a date nor a timestamp. */
  add(bytes: Buffer, start: number, end: number): void {
    const seconds = this.#reader.seconds(bytes, start, end)
    const { micros } = this.#reader
    if (this.#min.isEmpty || this.#min.compare(seconds, micros) > 0) {
      this.#min.set(seconds, micros, bytes, start, end)
    }
    if (this.#max.isEmpty || this.#max.compare(seconds, micros) < 0) {
      this.#max.set(seconds, micros, bytes, start, end)
    }
  }

  /** As the files have them: ISO 8601, `infinity` and ` BC` as PostgreSQL. Null when there was none. */
  result(): { min: string | null; max: string | null } {
    return { min: this.#min.text(), max: this.#max.text() }
  }
}

/** The least or greatest instant so far, with its text. */
class Extreme {
  isEmpty = true
  #seconds = 0
  #micros = 0
  #length = 0
  // The longest text, `294276-12-31 23:59:59.999999+15:59:59 BC`, has 40 bytes.
  readonly #text = Buffer.alloc(48)

  compare(seconds: number, micros: number): number {
    if (this.#seconds === seconds) return this.#micros - micros
    return this.#seconds > seconds ? 1 : -1
  }

  set(seconds: number, micros: number, bytes: Buffer, start: number, end: number): void {
    this.isEmpty = false
    this.#seconds = seconds
    this.#micros = micros
    this.#length = end - start
    for (let index = 0; index < this.#length; index++) this.#text[index] = bytes[start + index] as number
  }

  text(): string | null {
    if (this.isEmpty) return null
    if (isInfinite(this.#text, 0, this.#length)) return this.#text.toString('latin1', 0, this.#length)
    const out = Buffer.alloc(this.#length + 3)
    return out.toString('latin1', 0, writeTimestamp(this.#text, 0, this.#length, out, 0))
  }
}
