import type { ListQuery } from '../record/list-params.ts'
import { listExportsInput } from '../record/schema.ts'

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
