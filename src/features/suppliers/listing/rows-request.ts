import type { SupplierChoice } from './schema.ts'

interface RowsOfSuppliers {
  filters: Record<string, unknown>
  sort: { column: string; direction: 'asc' | 'desc' }[]
}

/** The chosen suppliers as the dataset calls them, so that list and file have the same rows. */
export function rowsRequest(choice: SupplierChoice): RowsOfSuppliers {
  const { q, status, tier, category, tag, country } = choice
  const filters = {
    ...{ search: q, status, tier, category, tag, country },
    rating_min: choice.min_rating,
    rating_max: choice.max_rating,
    date_from: choice.created_after,
    date_to: choice.created_before,
  }
  const given = Object.entries(filters).filter(([, value]) => value !== undefined)
  return {
    filters: Object.fromEntries(given),
    sort: [{ column: choice.sort_by, direction: choice.sort_order }],
  }
}

const names: Record<string, string> = {
  search: 'q',
  rating_min: 'min_rating',
  rating_max: 'max_rating',
  date_from: 'created_after',
  date_to: 'created_before',
}

/** The parameter of the list that a path of the dataset's request stands for. */
export function parameterOf(path: string): string {
  const [, key = path] = /^filters\.([a-z_]+)/.exec(path) ?? []
  return names[key] ?? key
}
