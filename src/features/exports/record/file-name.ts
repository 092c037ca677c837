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
