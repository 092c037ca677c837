import { listDownloadsInput } from './schema.ts'

export interface DownloadsQuery {
  search?: string | undefined
  user_id?: string | undefined
  export_id?: string | undefined
  date_from?: string | undefined
  date_to?: string | undefined
  complete?: 'true' | 'false' | undefined
  cursor?: string | undefined
}

const keys = ['search', 'user_id', 'export_id', 'date_from', 'date_to', 'complete', 'cursor'] as const

/** What the page's address says; what is not understood is left out. */
export function readDownloadsQuery(
  parameters: Record<string, string | string[] | undefined>,
): DownloadsQuery {
  const entries = keys.map((key) => {
    const value = [parameters[key]].flat()[0] || undefined
    return [key, listDownloadsInput.shape[key].safeParse(value).data]
  })
  const query = Object.fromEntries(entries) as DownloadsQuery
  const { date_from, date_to } = query
  return date_from && date_to && date_from > date_to
    ? { ...query, date_from: date_to, date_to: date_from }
    : query
}

export function downloadsHref(query: DownloadsQuery): string {
  const said = keys.flatMap((key) => (query[key] ? [[key, query[key]]] : []))
  const parameters = new URLSearchParams(said).toString()
  return parameters ? `/exports/downloads?${parameters}` : '/exports/downloads'
}
