import type { ListExportsInput, sortableColumns } from './schema.ts'

/** What the exports page shows, as its address says it. */
export type ListQuery = Required<Pick<ListExportsInput, 'page' | 'limit' | 'sort_by' | 'sort_order'>> &
  Pick<ListExportsInput, 'type' | 'format' | 'status' | 'date_from' | 'date_to' | 'search'> & {
    page: number
    limit: number
  }

export type SortColumn = (typeof sortableColumns)[number]
export type FilterKey = 'type' | 'format' | 'status' | 'date_from' | 'date_to' | 'search'

export const filterKeys: readonly FilterKey[] = ['type', 'format', 'status', 'date_from', 'date_to', 'search']
export const pageSizes = [20, 50, 100] as const

/** The page as it opens, without a filter. */
export const usualQuery: ListQuery = { page: 1, limit: 20, sort_by: 'created_at', sort_order: 'desc' }

/** The parameters of a page; defaults are left out. */
export function listParameters(query: ListQuery): Record<string, string> {
  const said = Object.entries(query).filter(
    ([key, value]) => value !== undefined && value !== '' && value !== usualQuery[key as keyof ListQuery],
  )
  return Object.fromEntries(said.map(([key, value]) => [key, String(value)]))
}

/** The address of a page. */
export function listHref(query: ListQuery): string {
  const search = new URLSearchParams(listParameters(query)).toString()
  return search ? `/exports?${search}` : '/exports'
}

/** Another filter begins at the first page. */
export function withFilter(query: ListQuery, changes: Partial<ListQuery>): ListQuery {
  return { ...query, page: 1, ...changes }
}

export function withoutFilters(query: ListQuery): ListQuery {
  return { ...query, page: 1, ...Object.fromEntries(filterKeys.map((key) => [key, undefined])) }
}

export function isFiltered(query: ListQuery): boolean {
  return filterKeys.some((key) => query[key] !== undefined)
}

/** Whether a new export would stand on a page with these filters; days are left to the server. */
export function matchesFilters(
  query: ListQuery,
  found: { export_type: string; format: string; status: string; export_name: string },
): boolean {
  if (query.type && query.type !== found.export_type) return false
  if (query.format && query.format !== found.format) return false
  const isUnfinished = found.status === 'pending' || found.status === 'processing'
  const isWanted = query.status === 'unfinished' ? isUnfinished : query.status === found.status
  if (query.status && !isWanted) return false
  return !query.search || found.export_name.toLowerCase().includes(query.search.trim().toLowerCase())
}
