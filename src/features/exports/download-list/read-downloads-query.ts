import { type DownloadsQuery, downloadsKeys } from './downloads-query.ts'
import { listDownloadsInput } from './schema.ts'

/** What the page's address says; what is not understood is left out. */
export function readDownloadsQuery(
  parameters: Record<string, string | string[] | undefined>,
): DownloadsQuery {
  const entries = downloadsKeys.map((key) => {
    const value = [parameters[key]].flat()[0] || undefined
    return [key, listDownloadsInput.shape[key].safeParse(value).data]
  })
  const query = Object.fromEntries(entries) as DownloadsQuery
  const { date_from, date_to } = query
  return date_from && date_to && date_from > date_to
    ? { ...query, date_from: date_to, date_to: date_from }
    : query
}
