/** Pieces of PostgreSQL's COPY text format, as bytes. */

const backslash = 92

/** Whether the field is NULL, which COPY writes as `\N`; a text of those two characters is `\\N`. */
export function isNull(bytes: Buffer, start: number, end: number): boolean {
  return end - start === 2 && bytes[start] === backslash && bytes[start + 1] === 78
}

/** The byte that each byte after a backslash stands for. */
export const unescaped = new Uint8Array(256).map((_, byte) => byte)
unescaped[98] = 8
unescaped[102] = 12
unescaped[110] = 10
unescaped[114] = 13
unescaped[116] = 9
unescaped[118] = 11

/** Decodes a field that is not NULL into `out` (never longer than the field) and returns its length. */
export function decodeField(bytes: Buffer, start: number, end: number, out: Buffer): number {
  let length = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number
    out[length++] = byte === backslash ? (unescaped[bytes[++at] as number] as number) : byte
  }
  return length
}

/** `infinity` or `-infinity`, as dates and timestamps may be. */
export function isInfinite(bytes: Buffer, start: number, end: number): boolean {
  return bytes[end - 1] === 121 && (bytes[start] === 105 || (bytes[start] === 45 && bytes[start + 1] === 105))
}

/** A loop: most fields are shorter than a call of Buffer.copy() costs. Returns where it ended. */
export function copy(bytes: Buffer, from: number, to: number, out: Buffer, at: number): number {
  for (let index = from; index < to; index++) out[at++] = bytes[index] as number
  return at
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57
}

/**
 * Writes a timestamp of datestyle ISO as ISO 8601 (`T`, offset with minutes; ` BC` stays, as row_to_json
 * has it), at most 3 bytes longer than it was. Returns where it ended.
 */
export function writeTimestamp(bytes: Buffer, start: number, end: number, out: Buffer, at: number): number {
  const isBeforeChrist = bytes[end - 1] === 67
  const stop = isBeforeChrist ? end - 3 : end
  let hasTime = false
  for (let from = start; from < stop; from++) {
    const byte = bytes[from] as number
    if (byte === 32) hasTime = true
    out[at++] = byte === 32 ? 84 : byte
  }
  const sign = bytes[stop - 3]
  if (hasTime && (sign === 43 || sign === 45)) {
    out[at++] = 58
    out[at++] = 48
    out[at++] = 48
  }
  for (let from = stop; from < end; from++) out[at++] = bytes[from] as number
  return at
}
