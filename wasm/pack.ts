// Deflate (RFC 1951) in one pass, with the codes that suited the block before. Rows repeat each other, so the writer
// marks where: a match there costs one comparison. Every match is compared, so a wrong mark costs only bytes.
import {
  distanceCodes,
  distanceCounts,
  found,
  hash,
  hashBytes,
  lengthCodes,
  lengthCounts,
  literalCodes,
  literalCounts,
  marks,
  noColumn,
  packed,
  sought,
  text,
  window,
} from './layout'

const shortest: u32 = 4
const longest: u32 = 258
const endOfBlock: u32 = 256
/** Of a mark: look for matches; without it, a number is the distance of the one match that is likely. */
export const search: u32 = 0x80000000

/** What stands at a place of the text is `place + base` bytes behind the begin of the sheet. */
export let base: u32 = 0
/** Behind the last mark. */
export let marked: u32 = marks + 8
/** Up to here the text has been packed. */
export let done: u32 = text
/** End of the packed bytes. */
export let out: u32 = packed
let bits: u64 = 0
let count: u64 = 0
/** The match that was found: its length, and how far before it stands. */
let same: u32 = 0
let apart: u32 = 0

/** Everything up to the next mark is as this one says. */
export function mark(at: u32, what: u32): void {
  store<u32>(marked, at)
  store<u32>(marked + 4, what)
  marked += 8
}

/** What follows is likely what followed the place that was kept here the last time. */
export function repeat(at: u32, last: u32): void {
  const place = at + base
  const distance = place - load<u32>(last)
  store<u32>(last, place)
  mark(at, distance - 1 < window ? distance : search | noColumn)
}

/**
 * Packs what begins before `to`; a match may reach up to `end`. One loop for literals and one place for matches, so
 * that the bits on their way stay in registers.
 */
export function pack(to: u32, end: u32): void {
  store<u32>(marks, 0)
  store<u32>(marks + 4, search | noColumn)
  store<u32>(marked, 0xffffffff)
  let current = marks
  let at = done
  let target = out
  let pending = bits
  let length = count
  while (at < to) {
    while (load<u32>(current + 8) <= at) current += 8
    const what = load<u32>(current + 4)
    const stop = min(load<u32>(current + 8), to)
    let next = stop
    same = 0
    if (what & search) next = find(at, stop, end, what & ~search)
    else if (what > 0) next = compare(at, stop, end, what)
    for (; at + 4 <= next; at += 4) {
      const four = load<u32>(at)
      const first = literal(four & 0xff)
      const second = literal((four >> 8) & 0xff)
      const third = literal((four >> 16) & 0xff)
      const fourth = literal(four >> 24)
      pending |= (<u64>(first & 0xffff)) << length
      length += first >> 16
      pending |= (<u64>(second & 0xffff)) << length
      length += second >> 16
      pending |= (<u64>(third & 0xffff)) << length
      length += third >> 16
      pending |= (<u64>(fourth & 0xffff)) << length
      length += fourth >> 16
      store<u64>(target, pending)
      target += <u32>(length >> 3)
      pending >>= length & ~7
      length &= 7
    }
    for (; at < next; at++) {
      const code = literal(load<u8>(at))
      pending |= (<u64>(code & 0xffff)) << length
      length += code >> 16
    }
    if (same > 0) {
      store<u64>(target, pending)
      target += <u32>(length >> 3)
      pending >>= length & ~7
      length &= 7
      const code = match(same, apart)
      pending |= (code & 0xffffffffffff) << length
      length += code >> 48
      at += same
    }
    store<u64>(target, pending)
    target += <u32>(length >> 3)
    pending >>= length & ~7
    length &= 7
  }
  done = at
  out = target
  bits = pending
  count = length
  marked = marks + 8
}

/** Looks for what came `distance` bytes before; returns where that match begins, or `stop`. */
function compare(start: u32, stop: u32, end: u32, distance: u32): u32 {
  for (let at = start; at < stop; at++) {
    const length = sameBytes(at, at - distance, end)
    if (length < shortest) continue
    same = length
    apart = distance
    return at
  }
  return stop
}

/** Looks for what came anywhere before; returns where the first match begins, or `stop`. */
function find(start: u32, stop: u32, end: u32, column: u32): u32 {
  const reach = min(window, start - text)
  let at = start
  for (; at < stop; at++) {
    if (at + 4 > end) continue
    const four = load<u32>(at)
    const slot = hash + ((four * 0x9e3779b1) >>> 17) * 4
    const distance = at + base - load<u32>(slot)
    store<u32>(slot, at + base)
    if (distance - 1 >= reach || load<u32>(at - distance) !== four) continue
    same = sameBytes(at, at - distance, end)
    apart = distance
    break
  }
  store<u32>(column + sought, load<u32>(column + sought) + at + same - start)
  store<u32>(column + found, load<u32>(column + found) + same)
  return at
}

/** How many bytes are the same, up to `end`. */
function sameBytes(at: u32, from: u32, end: u32): u32 {
  let length: u32 = 0
  while (length < longest) {
    const difference = load<u64>(at + length) ^ load<u64>(from + length)
    if (difference !== 0) {
      length += <u32>(ctz(difference) >> 3)
      break
    }
    length += 8
  }
  return min(length, min(longest, end - at))
}

/** The code of a literal, its number of bits above. */
function literal(byte: u32): u32 {
  tally(literalCounts + (byte << 2))
  return load<u32>(literalCodes + (byte << 2))
}

/** The codes of a match, their number of bits above. */
function match(length: u32, distance: u32): u64 {
  tally(lengthCounts + (length << 2))
  const near = load<u64>(lengthCodes + (length << 3))
  const less = distance - 1
  const high: u32 = less < 2 ? 1 : 31 - clz(less)
  const symbol: u32 = less < 2 ? less : 2 * high + ((less >> (high - 1)) & 1)
  const extra = less < 2 ? 0 : high - 1
  tally(distanceCounts + (symbol << 2))
  const far = load<u32>(distanceCodes + (symbol << 2))
  const code = (far & 0xffff) | ((less & ((1 << extra) - 1)) << (far >> 16))
  return (near & 0xffffffff) | ((<u64>code) << (near >> 32)) | (((near >> 32) + (far >> 16) + extra) << 48)
}

/** At most 24 bits. */
export function put(value: u32, length: u32): void {
  bits |= (<u64>value) << count
  count += length
  store<u64>(out, bits)
  out += <u32>(count >> 3)
  bits >>= count & ~7
  count &= 7
}

function tally(at: u32): void {
  store<u32>(at, load<u32>(at) + 1)
}

export function endBlock(): void {
  const code = load<u32>(literalCodes + (endOfBlock << 2))
  put(code & 0xffff, code >> 16)
}

/** After the last block an empty one of stored bytes, which ends at a byte's border. */
export function align(): void {
  put(0, 3)
  if (count > 0) put(0, 8 - <u32>count)
  store<u32>(out, 0xffff0000)
  out += 4
}

/** A new sheet, of which nothing is known. */
export function forget(): void {
  memory.fill(hash, 0, hashBytes)
  // Far enough from 0, which stands for never.
  base = window
  done = text
  out = packed
  marked = marks + 8
}

/** Makes room for the next block: moves the text's last bytes up to `end` to the front, returns how far. */
export function slide(end: u32): u32 {
  out = packed
  const far = end - text <= window ? 0 : end - text - window
  if (far > 0) memory.copy(text, text + far, window)
  base += far
  done -= far
  return far
}
