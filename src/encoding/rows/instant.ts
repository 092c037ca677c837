const shape =
  /^(\d{4,7})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:([+-])(\d\d)(?::(\d\d)(?::(\d\d))?)?)?)?( BC)?$/
const dash = 45
const colon = 58
const space = 32
const daySeconds = 86_400

/** Reads dates and timestamps as PostgreSQL writes them (datestyle ISO). A time without an offset counts as UTC. */
export class InstantReader {
  /** Microseconds into the second that was read last. */
  micros = 0
  #month = -1
  #monthDays = 0

  /** Seconds since 1970, or an infinity. Throws when the field is neither a date nor a timestamp. */
  seconds(bytes: Buffer, start: number, end: number): number {
    return this.#plainSeconds(bytes, start, end) ?? this.#secondsOf(bytes.toString('latin1', start, end))
  }

  /** Of `2024-01-02` and `2024-01-02 03:04:05[.123][+01]`, the shapes that nearly all values have. */
  #plainSeconds(bytes: Buffer, start: number, end: number): number | undefined {
    if (!hasPlainDay(bytes, start, end)) return undefined
    const year = 100 * pair(bytes, start) + pair(bytes, start + 2)
    const days = this.#daysBefore(year, pair(bytes, start + 5)) + pair(bytes, start + 8)
    this.micros = 0
    if (end - start === 10) return days * daySeconds
    if (end - start < 19 || !hasPlainClock(bytes, start)) return undefined
    const hours = 24 * days + pair(bytes, start + 11)
    const seconds = 3600 * hours + 60 * pair(bytes, start + 14) + pair(bytes, start + 17)
    let at = start + 19
    if (bytes[at] === 46) {
      let unit = 100_000
      for (at++; at < end && isDigitByte(bytes[at] as number); at++, unit /= 10) {
        this.micros += ((bytes[at] as number) - 48) * unit
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

  #secondsOf(text: string): number {
    this.micros = 0
    if (text === 'infinity') return Number.POSITIVE_INFINITY
    if (text === '-infinity') return Number.NEGATIVE_INFINITY
    const parts = shape.exec(text)
    if (!parts) throw new Error(`neither a date nor a timestamp: ${text.slice(0, 40)}`)
    const [, years, month, day, hours, minutes, seconds, fraction = '', sign, ...offset] = parts
    const isBeforeChrist = parts[12] !== undefined
    const year = isBeforeChrist ? 1 - Number(years) : Number(years)
    const days = daysFromCivil(year, Number(month), Number(day))
    this.micros = Number(fraction.padEnd(6, '0'))
    const east = daySecondsOf(offset[0], offset[1], offset[2])
    return days * daySeconds + daySecondsOf(hours, minutes, seconds) + (sign === '-' ? east : -east)
  }
}

function hasPlainDay(bytes: Buffer, start: number, end: number): boolean {
  return (
    end - start >= 10 &&
    bytes[start + 4] === dash &&
    bytes[start + 7] === dash &&
    isDigitByte(bytes[start] as number)
  )
}

function hasPlainClock(bytes: Buffer, start: number): boolean {
  return bytes[start + 10] === space && bytes[start + 13] === colon && bytes[start + 16] === colon
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
