import { isInfinite, writeTimestamp } from '../rows/copy-text.ts'

const shape =
  /^(\d{4,6})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:([+-])(\d\d)(?::(\d\d)(?::(\d\d))?)?)?)?( BC)?$/
const dash = 45
const colon = 58
const space = 32
const daySeconds = 86_400

/**
 * Earliest and latest of dates or timestamps as PostgreSQL writes them (datestyle ISO), by instant and not by
 * text: offsets differ within one column, years may have five digits or end in ` BC`.
 */
export class InstantTotal {
  readonly #min = new Extreme()
  readonly #max = new Extreme()
  #micros = 0
  #month = -1
  #monthDays = 0

  /** Throws when the field is neither a date nor a timestamp. */
  add(bytes: Buffer, start: number, end: number): void {
    const seconds =
      this.#plainSeconds(bytes, start, end) ?? this.#seconds(bytes.toString('latin1', start, end))
    if (this.#min.isEmpty || this.#min.compare(seconds, this.#micros) > 0) {
      this.#min.set(seconds, this.#micros, bytes, start, end)
    }
    if (this.#max.isEmpty || this.#max.compare(seconds, this.#micros) < 0) {
      this.#max.set(seconds, this.#micros, bytes, start, end)
    }
  }

  /** As the files have them: ISO 8601, `infinity` and ` BC` as PostgreSQL. Null when there was none. */
  result(): { min: string | null; max: string | null } {
    return { min: this.#min.text(), max: this.#max.text() }
  }

  /** Epoch seconds of `2024-01-02 03:04:05[.123][+01]`, the shape that nearly every timestamp has. */
  #plainSeconds(bytes: Buffer, start: number, end: number): number | undefined {
    if (end - start < 19 || !hasPlainShape(bytes, start)) return undefined
    const year = 100 * pair(bytes, start) + pair(bytes, start + 2)
    const days = this.#daysBefore(year, pair(bytes, start + 5)) + pair(bytes, start + 8)
    const hours = 24 * days + pair(bytes, start + 11)
    const seconds = 3600 * hours + 60 * pair(bytes, start + 14) + pair(bytes, start + 17)
    let at = start + 19
    this.#micros = 0
    if (bytes[at] === 46) {
      let unit = 100_000
      for (at++; at < end && isDigitByte(bytes[at] as number); at++, unit /= 10) {
        this.#micros += ((bytes[at] as number) - 48) * unit
      }
    }
    if (at === end) return seconds
    if (at !== end - 3) return undefined
    const offset = 3600 * pair(bytes, at + 1)
    if (bytes[at] === 43) return seconds - offset
    return bytes[at] === dash ? seconds + offset : undefined
  }

  /** Days to the day before the month's first; one month's rows mostly follow each other. */
  #daysBefore(year: number, month: number): number {
    if (year * 12 + month !== this.#month) {
      this.#month = year * 12 + month
      this.#monthDays = daysFromCivil(year, month, 0)
    }
    return this.#monthDays
  }

  #seconds(text: string): number {
    this.#micros = 0
    if (text === 'infinity') return Number.POSITIVE_INFINITY
    if (text === '-infinity') return Number.NEGATIVE_INFINITY
    const parts = shape.exec(text)
    if (!parts) throw new Error(`neither a date nor a timestamp: ${text.slice(0, 40)}`)
    const [, years, month, day, hours, minutes, seconds, fraction = '', sign, ...offset] = parts
    const isBeforeChrist = parts[12] !== undefined
    const year = isBeforeChrist ? 1 - Number(years) : Number(years)
    const days = daysFromCivil(year, Number(month), Number(day))
    this.#micros = Number(fraction.padEnd(6, '0'))
    const east = daySecondsOf(offset[0], offset[1], offset[2])
    return days * daySeconds + daySecondsOf(hours, minutes, seconds) + (sign === '-' ? east : -east)
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

function hasPlainShape(bytes: Buffer, start: number): boolean {
  return (
    bytes[start + 4] === dash &&
    bytes[start + 7] === dash &&
    bytes[start + 10] === space &&
    bytes[start + 13] === colon &&
    bytes[start + 16] === colon &&
    isDigitByte(bytes[start] as number)
  )
}

function pair(bytes: Buffer, at: number): number {
  return 10 * (bytes[at] as number) + (bytes[at + 1] as number) - 528
}

function isDigitByte(byte: number): boolean {
  return byte >= 48 && byte < colon
}

function daySecondsOf(hours = '0', minutes = '0', seconds = '0'): number {
  return 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds)
}

/** Days from 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, days_from_civil). */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
