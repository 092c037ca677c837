/** The folder of everything an export ever stored. Storage names are made from ids alone. */
export function exportFolder({ tenantId, id }: { tenantId: string; id: string }): string {
  return `${tenantId}/${id}`
}

/** The folder of one attempt: a late worker's files never meet those of its successor. */
export function attemptFolder(row: { tenantId: string; id: string; attempt: number }): string {
  return `${exportFolder(row)}/${row.attempt}`
}

/** Where part `part` of the file lies inside the attempt's folder. */
export function partKey(folder: string, part: number): string {
  return `${folder}/part-${part}`
}

export function manifestKey(folder: string): string {
  return `${folder}/manifest.json`
}

/** Every key that an attempt stores below its folder: a file, its column list, the manifest. */
export function keysIn(folder: string): string[] {
  return [partKey(folder, 1), partKey(folder, 2), manifestKey(folder)]
}

/** The name a person's browser saves: from the export's name, safe on every file system. */
export function downloadName(exportName: string, extension: string): string {
  const stem = exportName
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{C}]+/gu, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .replace(/\s+/g, '-')
  // 255 bytes is what file systems take; room is left for the extension and a browser's " (1)".
  let short = stem
  while (Buffer.byteLength(short) > 180) short = Array.from(short).slice(0, -1).join('')
  return `${short || 'export'}.${extension}`
}
