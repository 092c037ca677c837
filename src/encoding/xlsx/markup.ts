/** Pieces of markup as bytes, and of a sheet's addresses. */

// A loop: most pieces are shorter than a call of Buffer.copy() costs.
export function copy(bytes: Uint8Array, out: Uint8Array, at: number): number {
  const { length } = bytes
  for (let index = 0; index < length; index++) out[at++] = bytes[index] as number
  return at
}

/** The letters of a column, 0 is A. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** A text inside an element or an attribute that is not a cell's. */
export function escaped(text: string): string {
  const allowed = text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot have
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return allowed.replace(/[&<>"]/g, (character) => entities[character] as string)
}

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
