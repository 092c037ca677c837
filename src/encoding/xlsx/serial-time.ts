import { isDigit } from '../rows/copy-text.ts'

/** Day 61, 1 March 1900: before it Excel counts a 29 February that never was. */
const firstDay = 61
const epochDay = 25_569
const dayMicros = 86_400_000_000
/** Readers round to the millisecond, which would show the last half of one as the next second. */
const lastMicros = 999_500
const zero = 48
const hyphen = 45
const colon = 58
const point = 46
const monthStarts = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
const threeDigits = Buffer.from(Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0')).join(''))

/** A serial number has no zone: it is the wall clock that COPY shows, in the zone of the export. */
export function writeDate(bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
  const day = to - from === 10 ? serialDay(bytes, from) : -1
  return day < 0 ? -1 : writeInteger(day, out, at)
}

/**
 * Writes a timestamp such as `2026-01-02 03:04:05.123456+01` as a serial number with 12 decimals: enough for
 * the microsecond, as far as a double holds one (until 2079). -1 when a serial number cannot tell it, or when
 * rounding would show another second.
 */
export function writeTimestampSerial(
  bytes: Buffer,
  from: number,
  to: number,
  out: Buffer,
  at: number,
): number {
  const clock = from + 11
  if (to < clock + 8 || bytes[clock - 1] !== 32) return -1
  if (bytes[clock + 2] !== colon || bytes[clock + 5] !== colon) return -1
  const day = serialDay(bytes, from)
  const hours = twoDigits(bytes, clock)
  const minutes = twoDigits(bytes, clock + 3)
  const rest = twoDigits(bytes, clock + 6)
  if (day < 0 || hours < 0 || minutes < 0 || rest < 0) return -1
  const seconds = (hours * 60 + minutes) * 60 + rest
  let micros = 0
  let end = clock + 8
  if (bytes[end] === point) {
    for (let unit = 100_000; isDigit(bytes[++end]) && end < to; unit /= 10) {
      micros += unit * ((bytes[end] as number) - zero)
    }
  }
  if (!isOffset(bytes, end, to)) return -1
  const time = seconds * 1_000_000 + micros
  return micros < lastMicros && time < dayMicros
    ? writeFraction(time / 0.0864, out, writeInteger(day, out, at))
    : -1
}

/** The serial number of the day `YYYY-MM-DD`; -1 for anything else and for days that Excel does not have. */
function serialDay(bytes: Buffer, at: number): number {
  if (bytes[at + 4] !== hyphen || bytes[at + 7] !== hyphen) return -1
  const century = twoDigits(bytes, at)
  const rest = twoDigits(bytes, at + 2)
  const month = twoDigits(bytes, at + 5)
  const day = twoDigits(bytes, at + 8)
  if (century < 0 || rest < 0 || month < 1 || month > 12 || day < 1) return -1
  const year = century * 100 + rest
  // Years begin in March, so that the leap day is the last.
  const months = month < 3 ? year - 1 : year
  const leaps = Math.floor(months / 4) - Math.floor(months / 100) + Math.floor(months / 400)
  const serial = year * 365 + leaps + (monthStarts[month] as number) + day - 719_528 + epochDay
  return serial < firstDay ? -1 : serial
}

function twoDigits(bytes: Buffer, at: number): number {
  const tens = (bytes[at] as number) - zero
  const ones = (bytes[at + 1] as number) - zero
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1
}

/** Nothing, or the offset from UTC; a year before Christ ends in BC. */
function isOffset(bytes: Buffer, from: number, to: number): boolean {
  if (from === to) return true
  const sign = bytes[from]
  return (sign === 43 || sign === hyphen) && isDigit(bytes[to - 1])
}

export function writeInteger(value: number, out: Uint8Array, start: number): number {
  let end = start + 1
  for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) end++
  let rest = value
  for (let at = end - 1; at >= start; at--) {
    const tenth = Math.floor(rest / 10)
    out[at] = zero + rest - 10 * tenth
    rest = tenth
  }
  return end
}

/** A point and up to 12 decimals, `parts` being millionths of millionths; nothing when there are none. */
function writeFraction(parts: number, out: Buffer, start: number): number {
  let rest = Math.round(parts)
  if (rest === 0) return start
  out[start] = point
  for (let at = start + 10; at > start; at -= 3) {
    const group = rest % 1000
    rest = (rest - group) / 1000
    out[at] = threeDigits[3 * group] as number
    out[at + 1] = threeDigits[3 * group + 1] as number
    out[at + 2] = threeDigits[3 * group + 2] as number
  }
  let end = start + 13
  while (out[end - 1] === zero) end--
  return end
}
