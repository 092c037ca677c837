/** What Windows keeps for devices, whatever the extension. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=$|\.| )/i

/**
 * The name that a person's browser saves: the export's name, safe on every file system, with one extension.
 * `Sales, Nov 27, 2026` becomes `Sales Nov 27 2026.csv`.
 */
export function downloadName(exportName: string, extension: string): string {
  const safe = exportName
    .normalize('NFC')
    .replace(/[\\/:*?"<>|,\p{C}\s]+/gu, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  const stem = withoutExtension(safe, extension).replace(reserved, '$1_')
  // 255 bytes is what file systems take; room is left for the extension and a browser's " (1)".
  let short = stem
  while (Buffer.byteLength(short) > 180) short = Array.from(short).slice(0, -1).join('')
  return `${short.trimEnd() || 'export'}.${extension}`
}

/** Of `report.csv` as `csv.gz` or `csv`: `report`. */
function withoutExtension(name: string, extension: string): string {
  const parts = extension.split('.')
  const endings = parts.map((_, count) => `.${parts.slice(0, parts.length - count).join('.')}`)
  const ending = endings.find(
    (one) => name.toLowerCase().endsWith(one.toLowerCase()) && name.length > one.length,
  )
  return ending ? name.slice(0, -ending.length).replace(/[.\s]+$/, '') : name
}

const letters: Record<string, string> = {
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss', ẞ: 'SS' },
  ...{ æ: 'ae', Æ: 'Ae', œ: 'oe', Œ: 'Oe', ø: 'o', Ø: 'O', å: 'a', Å: 'A', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D' },
  ...{ þ: 'th', Þ: 'Th', ð: 'd', Ð: 'D', ı: 'i', '–': '-', '—': '-', '’': "'", '‘': "'", '“': "'", '”': "'" },
}

/** The same name in ASCII, for clients that know no other: `Größe.csv` becomes `Groesse.csv`. */
export function asciiName(name: string): string {
  const spelled = Array.from(name.normalize('NFC'), (character) => letters[character] ?? character).join('')
  const plain = spelled
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/["\\%]/g, '_')
    .replace(/[^ -~]+/g, '_')
  return /^[_ ]*\./.test(plain) ? `export${plain.slice(plain.indexOf('.'))}` : plain
}

/** The header that makes a browser save a file under its name (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${encoded}`
}
