import { unescaped } from '../rows/copy-text.ts'
import { InstantReader } from '../rows/instant.ts'

/**
 * Writes a value that is not null from COPY text in Parquet's PLAIN encoding and returns where it ended; -1 when the
 * type cannot hold it. It takes at most 16 bytes more than the text.
 */
export type WriteValue = (bytes: Buffer, from: number, to: number, out: Buffer, at: number) => number

const backslash = 92
const minus = 45
const point = 46
const zero = 48
/** So many digits are exact in a double. */
const fastDigits = 15
const half = 2 ** 32
const leastLong = -(2n ** 63n)
const greatestLong = 2n ** 63n - 1n
const powers = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)
const decimalShape = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i
/** Digits of the widest decimal that readers have. */
export const decimalDigits = 38
const decimalLimit = 10n ** BigInt(decimalDigits)

export const writeText: WriteValue = (bytes, from, to, out, start) => {
  let at = start + 4
  for (let index = from; index < to; index++) {
    const byte = bytes[index] as number
    out[at++] = byte === backslash ? (unescaped[bytes[++index] as number] as number) : byte
  }
  writeHalf(at - start - 4, out, start)
  return at
}

/** One byte a value; ColumnChunk packs them into bits. */
export const writeBoolean: WriteValue = (bytes, from, _to, out, at) => {
  out[at] = bytes[from] === 116 ? 1 : 0
  return at + 1
}

export const writeLong: WriteValue = (bytes, from, to, out, at) => {
  const value = smallNumber(bytes, from, to, 0)
  return Number.isNaN(value)
    ? writeBigLong(scaled(bytes, from, to, 0)?.value, out, at)
    : writeSafeLong(value, out, at)
}

/** NaN and infinities are doubles, too. */
export const writeDouble: WriteValue = (bytes, from, to, out, at) =>
  out.writeDoubleLE(Number(bytes.toString('latin1', from, to)), at)

/** Days since 1970. */
export function dateWriter(): WriteValue {
  const reader = new InstantReader()
  return (bytes, from, to, out, at) => {
    const seconds = reader.seconds(bytes, from, to)
    return Number.isFinite(seconds) ? writeHalf(seconds / 86_400, out, at) : -1
  }
}

/** Microseconds since 1970 in UTC. */
export function timestampWriter(): WriteValue {
  const reader = new InstantReader()
  return (bytes, from, to, out, at) => {
    const seconds = reader.seconds(bytes, from, to)
    if (!Number.isFinite(seconds)) return -1
    const micros = seconds * 1_000_000 + reader.micros
    if (Number.isSafeInteger(micros)) return writeSafeLong(micros, out, at)
    return writeBigLong(BigInt(seconds) * 1_000_000n + BigInt(reader.micros), out, at)
  }
}

/** Big-endian integers of 16 bytes; a value with more decimal places is rounded away from zero, and told of. */
export function decimalWriter(scale: number, onRounded: () => void): WriteValue {
  return (bytes, from, to, out, at) => {
    const value = smallNumber(bytes, from, to, scale)
    if (!Number.isNaN(value)) {
      out.fill(value < 0 ? 255 : 0, at, at + 8)
      const high = Math.floor(value / half)
      out.writeInt32BE(high, at + 8)
      return out.writeUInt32BE(value - high * half, at + 12)
    }
    const found = scaled(bytes, from, to, scale)
    if (!found || found.value >= decimalLimit || found.value <= -decimalLimit) return -1
    if (found.isRounded) onRounded()
    out.writeBigInt64BE(found.value >> 64n, at)
    return out.writeBigUInt64BE(BigInt.asUintN(64, found.value), at + 8)
  }
}

/** A plain number times ten to the power of `scale`, exactly; NaN for what is rare and goes another way. */
function smallNumber(bytes: Buffer, from: number, to: number, scale: number): number {
  const isNegative = bytes[from] === minus
  let value = 0
  let places = -1
  if (to - from > fastDigits) return Number.NaN
  for (let at = isNegative ? from + 1 : from; at < to; at++) {
    const byte = bytes[at] as number
    if (byte >= zero && byte <= 57) value = value * 10 + byte - zero
    else if (byte === point && places < 0) places = to - at - 1
    else return Number.NaN
  }
  const shift = scale - Math.max(places, 0)
  const result = shift < 0 ? Number.NaN : value * (powers[shift] ?? Number.NaN)
  return Number.isSafeInteger(result) ? (isNegative ? -result : result) : Number.NaN
}

/** The same for any finite number, rounded half away from zero; undefined for others. */
function scaled(bytes: Buffer, from: number, to: number, scale: number) {
  const parts = decimalShape.exec(bytes.toString('latin1', from, to))
  if (!parts) return undefined
  const [, sign, whole, fraction = '', exponent = '0'] = parts
  const digits = BigInt(`${whole}${fraction}`)
  const shift = scale - fraction.length + Number(exponent)
  const unit = 10n ** BigInt(Math.abs(shift))
  const value = shift >= 0 ? digits * unit : (digits + unit / 2n) / unit
  return { value: sign ? -value : value, isRounded: shift < 0 && digits % unit !== 0n }
}

function writeBigLong(value: bigint | undefined, out: Buffer, at: number): number {
  if (value === undefined || value < leastLong || value > greatestLong) return -1
  return out.writeBigInt64LE(value, at)
}

function writeSafeLong(value: number, out: Buffer, at: number): number {
  const high = Math.floor(value / half)
  return writeHalf(high, out, writeHalf(value - high * half, out, at))
}

/** The low 32 bits, the lowest first. */
function writeHalf(value: number, out: Buffer, at: number): number {
  out[at] = value
  out[at + 1] = value >>> 8
  out[at + 2] = value >>> 16
  out[at + 3] = value >>> 24
  return at + 4
}
