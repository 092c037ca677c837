export interface DownloadsQuery {
  search?: string | undefined
  user_id?: string | undefined
  export_id?: string | undefined
  date_from?: string | undefined
  date_to?: string | undefined
  complete?: 'true' | 'false' | undefined
  cursor?: string | undefined
}

export const downloadsKeys = [
  'search',
  'user_id',
  'export_id',
  'date_from',
  'date_to',
  'complete',
  'cursor',
] as const

export function downloadsHref(query: DownloadsQuery): string {
  const said = downloadsKeys.flatMap((key) => (query[key] ? [[key, query[key]]] : []))
  const parameters = new URLSearchParams(said).toString()
  return parameters ? `/exports/downloads?${parameters}` : '/exports/downloads'
}
