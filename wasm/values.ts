// Values of cells, from COPY text. Each function writes what stands for the bytes `from` to `to` and returns the end;
// 0 when the value is a rare one, which sheet-rows.ts then writes.
import { classes, textClose, textOpen } from './layout'

const longestText: u32 = 4096
const exactDigits: u32 = 15
const firstDay: i32 = 61
const epochDay: i32 = 25569
const dayMicros: f64 = 86400000000
/** Readers round to the millisecond: beyond, they would show the next second. */
const lastMicros: u32 = 999500

/** Copies a piece of markup, up to seven bytes too many. */
export function piece(from: u32, at: u32): u32 {
  const length = load<u32>(from)
  for (let index: u32 = 0; index < length; index += 8) store<u64>(at + index, load<u64>(from + 4 + index))
  return at + length
}

/** A text with its markup. */
export function writeText(from: u32, to: u32, start: u32): u32 {
  if (to - from > longestText) return 0
  // White space at an end needs protection; an escape there may be some.
  if (from < to && (load<u8>(from) <= 32 || load<u8>(to - 1) <= 32)) return 0
  if (to - from > 1 && (load<u8>(from) === 92 || load<u8>(to - 2) === 92)) return 0
  let at = piece(textOpen, start)
  for (let index = from; index < to; index++) {
    const byte = <u32>load<u8>(index)
    const kind = load<u8>(classes + byte)
    if (kind === 0) {
      store<u8>(at++, byte)
      continue
    }
    if (kind >= 6) {
      // &amp; &lt; &gt;
      store<u64>(at, byte === 38 ? 0x3b706d6126 : byte === 60 ? 0x3b746c26 : 0x3b746726)
      at += byte === 38 ? 5 : 4
      continue
    }
    let written = byte
    const next = <u32>load<u8>(index + 1)
    if (kind === 2) {
      index++
      if (next === 110) written = 10
      else if (next === 116) written = 9
      else if (next !== 92) return 0
      else written = 92
    } else if (kind === 1 || (kind === 3 && next === 120) || (kind === 4 && next === 0xbf)) return 0
    store<u8>(at++, written)
  }
  return piece(textClose, at)
}

export function writeNumber(from: u32, to: u32, at: u32): u32 {
  const length = to - from
  const first = from + (load<u8>(from) === 45 ? 1 : 0)
  if (length > exactDigits || first >= to || !isDigit(load<u8>(first)) || !isDigit(load<u8>(to - 1))) return 0
  if (load<u8>(first) === 48 && first + 1 < to && load<u8>(first + 1) !== 46) return 0
  let points = 0
  for (let index = first; index < to; index++) {
    const byte = load<u8>(index)
    if (byte === 46) points++
    else if (!isDigit(byte)) return 0
  }
  if (points > 1) return 0
  store<u64>(at, load<u64>(from))
  store<u64>(at + 8, load<u64>(from + 8))
  return at + length
}

export function writeDate(from: u32, to: u32, at: u32): u32 {
  const day = to - from === 10 ? serialDay(from) : -1
  return day < 0 ? 0 : writeInteger(day, at)
}

/** The same without a fraction of the second. */
export function writeSecond(from: u32, to: u32, at: u32): u32 {
  return to > from + 19 && load<u8>(from + 19) === 46 ? 0 : writeTimestamp(from, to, at)
}

/** A serial number with up to 12 decimals. */
export function writeTimestamp(from: u32, to: u32, at: u32): u32 {
  const clock = from + 11
  if (to < clock + 8 || load<u8>(clock - 1) !== 32) return 0
  if (load<u8>(clock + 2) !== 58 || load<u8>(clock + 5) !== 58) return 0
  const day = serialDay(from)
  const hours = twoDigits(clock)
  const minutes = twoDigits(clock + 3)
  const seconds = twoDigits(clock + 6)
  if ((day | hours | minutes | seconds) < 0) return 0
  let micros: u32 = 0
  let end = clock + 8
  if (load<u8>(end) === 46) {
    for (let unit: u32 = 100000; ++end < to && isDigit(load<u8>(end)); unit /= 10) {
      if (unit === 0) return 0
      micros += unit * (<u32>load<u8>(end) - 48)
    }
  }
  if (end !== to) {
    const sign = load<u8>(end)
    if ((sign !== 43 && sign !== 45) || !isDigit(load<u8>(to - 1))) return 0
  }
  const time = <f64>((hours * 60 + minutes) * 60 + seconds) * 1000000 + <f64>micros
  return micros < lastMicros && time < dayMicros
    ? writeFraction(<u64>Math.floor(time / 0.0864 + 0.5), writeInteger(day, at))
    : 0
}

/** `t` and `f` as 1 and 0. */
export function writeBoolean(from: u32, to: u32, at: u32): u32 {
  const byte = load<u8>(from)
  if (to - from !== 1 || (byte !== 116 && byte !== 102)) return 0
  store<u8>(at, byte === 116 ? 49 : 48)
  return at + 1
}

export function writeInteger(value: u32, start: u32): u32 {
  let end = start + 1
  for (let left = value; left >= 10; left /= 10) end++
  let left = value
  for (let at = end - 1; at >= start; at--) {
    store<u8>(at, 48 + (left % 10))
    left /= 10
  }
  return end
}

/** A point and the 12 digits of `parts` without the zeros at their end. */
function writeFraction(parts: u64, start: u32): u32 {
  if (parts === 0) return start
  store<u8>(start, 46)
  sixDigits(<u32>(parts / 1000000), start + 1)
  sixDigits(<u32>(parts % 1000000), start + 7)
  let end = start + 13
  while (load<u8>(end - 1) === 48) end--
  return end
}

function sixDigits(value: u32, start: u32): void {
  let left = value
  for (let at = start + 5; at >= start; at--) {
    store<u8>(at, 48 + (left % 10))
    left /= 10
  }
}

/** The serial number of the day `YYYY-MM-DD`; -1 for anything else and for days that Excel does not have. */
function serialDay(at: u32): i32 {
  if (load<u8>(at + 4) !== 45 || load<u8>(at + 7) !== 45) return -1
  const century = twoDigits(at)
  const decade = twoDigits(at + 2)
  const month = twoDigits(at + 5)
  const day = twoDigits(at + 8)
  if ((century | decade) < 0 || month < 1 || month > 12 || day < 1) return -1
  const year = century * 100 + decade
  // Years begin in March, so that the leap day is the last.
  const months = month < 3 ? year - 1 : year
  const leaps = floorOf(months, 4) - floorOf(months, 100) + floorOf(months, 400)
  const before = (367 * month - 362) / 12 - (month > 2 ? 2 : 0)
  const serial = year * 365 + leaps + before + day - 719528 + epochDay
  return serial < firstDay ? -1 : serial
}

function floorOf(value: i32, unit: i32): i32 {
  return value < 0 ? -1 : value / unit
}

function twoDigits(at: u32): i32 {
  const tens = <u32>load<u8>(at) - 48
  const ones = <u32>load<u8>(at + 1) - 48
  return tens <= 9 && ones <= 9 ? tens * 10 + ones : -1
}

function isDigit(byte: u32): bool {
  return byte - 48 <= 9
}
