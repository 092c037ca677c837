/**
 * Which texts a spreadsheet could take for a formula. `text` guards a cell that begins with `= + - @`, TAB,
 * CR, LF, NUL or the full-width forms of the signs. `strict` also looks behind leading blanks and quotes, and
 * at every further line of the text, for readers that split a file without honouring its quotes.
 *
 * A text that only has apostrophes before such a beginning gets one more, so two texts never become one:
 * `=1` is written `'=1` and `'=1` is written `''=1`. guardInverse() says how to get the text back.
 */
export type GuardMode = 'text' | 'strict' | 'off'

/** How a reader gets the text back, as a sentence for the files that describe a file; undefined without a guard. */
export function guardInverse(mode: GuardMode): string | undefined {
  if (mode === 'off') return undefined
  const sign = '= + - @ or the full-width form of one of these'
  const control = 'TAB, CR, LF or NUL'
  if (mode === 'text') {
    return `Remove the first ' of a text whose leading apostrophes are followed by ${sign}, or by ${control}.`
  }
  const blanks =
    'control characters, spaces, quotes (" \' `), no-break, zero-width or ideographic spaces and byte order marks'
  return (
    `Remove the first ' of a text, and of each line after a CR or LF in it, that begins with ' and in which only ` +
    `${blanks} stand before ${sign}; remove the first ' of a text whose leading apostrophes are followed by ${control}.`
  )
}

/** What is put before a guarded text. */
export const guardByte = 39

/** First bytes at which isGuarded() has to look closer; any other beginning is harmless in this mode. */
export function suspiciousFirstBytes(mode: GuardMode): number[] {
  if (mode === 'off') return []
  const signs = [61, 43, 45, 64, 0xef]
  const controls = [0, 9, 10, 13]
  if (mode === 'text') return [...signs, ...controls, guardByte]
  return [...signs, ...controls, 11, 12, 32, 34, guardByte, 96, 0xc2, 0xe2, 0xe3]
}

/** Whether the decoded text needs a guard at `at`, which is its beginning or, in strict mode, a line's. */
export function isGuarded(mode: GuardMode, text: Buffer, at: number, end: number): boolean {
  if (mode === 'off' || at >= end) return false
  let first = at
  while (first < end && text[first] === guardByte) first++
  if (at === 0 && first < end && isControl(text[first])) return true
  return isSign(text, mode === 'strict' ? afterBlanks(text, at, end) : first, end)
}

function isControl(byte: number | undefined): boolean {
  return byte === 0 || byte === 9 || byte === 10 || byte === 13
}

function isSign(text: Buffer, at: number, end: number): boolean {
  const byte = text[at] as number
  if (at < end && (byte === 61 || byte === 43 || byte === 45 || byte === 64)) return true
  if (at + 3 > end || byte !== 0xef) return false
  // U+FF1D, U+FF0B, U+FF0D and U+FF20: Excel reads the full-width signs as = + - @.
  const second = text[at + 1]
  const third = text[at + 2]
  return second === 0xbc && (third === 0x9d || third === 0x8b || third === 0x8d || third === 0xa0)
}

/** Skips spaces, controls, quotes, NBSP, zero-width space, ideographic space and BOM, up to the line's end. */
function afterBlanks(text: Buffer, start: number, end: number): number {
  let at = start
  while (at < end) {
    const byte = text[at] as number
    if (byte === 10 || byte === 13) break
    if (byte <= 32 || byte === 34 || byte === 39 || byte === 96) at++
    else if (byte === 0xc2 && text[at + 1] === 0xa0) at += 2
    else if (isWideBlank(byte, text[at + 1], text[at + 2])) at += 3
    else break
  }
  return at
}

function isWideBlank(first: number, second: number | undefined, third: number | undefined): boolean {
  if (first === 0xe2) return second === 0x80 && third === 0x8b
  if (first === 0xe3) return second === 0x80 && third === 0x80
  return first === 0xef && second === 0xbb && third === 0xbf
}
