import { isWithin } from '../fonts/ranges.ts'

/** Marks, and letters that join, move or run from right to left. */
const laidOut = [
  ...[0x300, 0x36f, 0x483, 0x489, 0x590, 0xeff, 0x1ab0, 0x1aff, 0x1cd0, 0x1cff, 0x1dc0, 0x1dff],
  ...[0x202a, 0x202c, 0x2066, 0x2069, 0x20d0, 0x20ff, 0x3099, 0x309a, 0xa8e0, 0xa8ff],
  ...[0xfb1d, 0xfdff, 0xfe20, 0xfe2f, 0xfe70, 0xfefc],
]

/** Whether a text with this character cannot be drawn one character after the other. */
export function needsLayout(character: number): boolean {
  return isWithin(laidOut, character)
}

/** The same of a whole text. */
export function hasLayout(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x300 && needsLayout(unit)) return true
  }
  return false
}

/** Parts of Korean syllables, which NFC puts together. */
export function isJamo(character: number): boolean {
  return character >= 0x1100 && character <= 0x11ff
}

/** Whether UTF-8 text may have letters of the shaper's fonts; their first bytes tell. */
export function mayNeedShaper(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte < 0xd6) continue
    if (byte <= 0xdd || byte === 0xe0) return true
    if (byte === 0xef && (bytes[at + 1] as number) >= 0xac && (bytes[at + 1] as number) <= 0xbb) return true
  }
  return false
}
