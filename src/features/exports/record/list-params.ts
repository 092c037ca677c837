import { type ListExportsInput, listExportsInput, type sortableColumns } from './schema.ts'

export { listStatuses } from './schema.ts'

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

const shape = listExportsInput.shape
const pageShape = {
  type: shape.type,
  format: shape.format,
  status: shape.status,
  date_from: shape.date_from,
  date_to: shape.date_to,
  search: shape.search,
  page: shape.page,
  limit: shape.limit,
  sort_by: shape.sort_by,
  sort_order: shape.sort_order,
}

/** An address typed by hand or from an older version still shows a page: what cannot be read is left out. */
export function readListQuery(parameters: Record<string, string | string[] | undefined>): ListQuery {
  const entries = Object.entries(pageShape).map(([key, schema]) => {
    const value = [parameters[key]].flat()[0] || undefined
    const parsed = schema.safeParse(value)
    return [key, parsed.success ? parsed.data : schema.parse(undefined)]
  })
  const query = Object.fromEntries(entries) as ListQuery
  const isBackwards = query.date_from && query.date_to && query.date_from > query.date_to
  return isBackwards ? { ...query, date_from: query.date_to, date_to: query.date_from } : query
}

/** The address of a page; defaults are left out. */
export function listHref(query: ListQuery): string {
  const usual = readListQuery({})
  const said = Object.entries(query).filter(
    ([key, value]) => value !== undefined && value !== '' && value !== usual[key as keyof ListQuery],
  )
  const search = new URLSearchParams(said.map(([key, value]) => [key, String(value)])).toString()
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
