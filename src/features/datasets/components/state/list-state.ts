import type { DatasetDescription } from '../../rows/description.ts'
import { pageSizes, parsedFilters, parsedSort, usualPageSize } from '../../rows/list-text.ts'

export type Filters = Record<string, unknown>
export type Sort = DatasetDescription['default_sort']

/** What a list shows, as its address says it: the parameters are those of the API. */
export interface ListState {
  filters: Filters
  /** Empty: as the dataset has it. */
  sort: Sort
  /** Empty: every column but the ids. */
  columns: string[]
  limit: number
  cursor: string | undefined
}

/** The text of every parameter; of those that are repeated, the first. */
export function parametersOf(address: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(address).map(([key, value]) => [key, [value].flat()[0]])
  return Object.fromEntries(entries.filter(([, value]) => value))
}

/** What the page's controls show; what the address says wrongly is told by the list itself. */
export function readState({ filters, sort, columns, limit, cursor }: Record<string, string>): ListState {
  return {
    filters: (filters && parsedFilters(filters)) || {},
    sort: sort ? parsedSort(sort) : [],
    columns: columns ? columns.split(',') : [],
    limit: pageSizes.find((size) => String(size) === limit) ?? usualPageSize,
    cursor,
  }
}

/** The parameters that say it; what is as usual is not said. */
export function toParameters({ filters, sort, columns, limit, cursor }: ListState): Record<string, string> {
  return {
    ...(Object.keys(filters).length > 0 ? { filters: JSON.stringify(filters) } : {}),
    ...(sort.length > 0
      ? { sort: sort.map(({ column, direction }) => `${column}:${direction}`).join(',') }
      : {}),
    ...(columns.length > 0 ? { columns: columns.join(',') } : {}),
    ...(limit === usualPageSize ? {} : { limit: String(limit) }),
    ...(cursor ? { cursor } : {}),
  }
}

export function listHref(key: string, state: ListState): string {
  return hrefWith(`/data/${key}`, toParameters(state))
}

export function hrefWith(path: string, parameters: Record<string, string>): string {
  const search = new URLSearchParams(parameters).toString()
  return search ? `${path}?${search}` : path
}

/** The columns on screen, in their order. */
export function shownColumns(
  { columns }: DatasetDescription,
  chosen: string[],
): DatasetDescription['columns'] {
  if (chosen.length === 0) return columns.filter(({ is_id }) => !is_id)
  return chosen.flatMap((key) => columns.find((column) => column.key === key) ?? [])
}

/** Another filter begins at the first page. */
export function withFilters(state: ListState, changes: Filters): ListState {
  return { ...state, cursor: undefined, filters: changedFilters(state.filters, changes) }
}

/** A filter without a value is no filter. */
export function changedFilters(filters: Filters, changes: Filters): Filters {
  const all = Object.entries({ ...filters, ...changes })
  return Object.fromEntries(all.filter(([, value]) => isSet(value)))
}

/** Ascending, then descending, then as the dataset has it. */
export function withSort(
  state: ListState,
  column: string,
  current: Sort,
  startsWith: 'asc' | 'desc',
): ListState {
  const sorted = current.length === 1 && current[0]?.column === column ? current[0].direction : undefined
  const other = startsWith === 'asc' ? 'desc' : 'asc'
  const next: Sort =
    sorted === undefined || state.sort.length === 0
      ? [{ column, direction: sorted === startsWith ? other : startsWith }]
      : sorted === startsWith
        ? [{ column, direction: other }]
        : []
  return { ...state, cursor: undefined, sort: next }
}

function isSet(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  )
}
