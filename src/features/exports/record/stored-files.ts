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

/** Where an attempt remembers its rows for the next run of its schedule. */
export function stateKey(folder: string): string {
  return `${folder}/states`
}

/** What is removed when an export expires: its file, the column list, the manifest. */
export function fileKeys(folder: string): string[] {
  return [partKey(folder, 1), partKey(folder, 2), manifestKey(folder)]
}

/** Every key that an attempt may have stored below its folder. */
export function keysIn(folder: string): string[] {
  return [...fileKeys(folder), stateKey(folder)]
}
