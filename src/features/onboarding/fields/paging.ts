import type { Pagination } from '#src/lib/operation/operation.ts'
import type { Window } from './schema.ts'

interface Asked {
  page: number
  limit: number
  cursor?: string | undefined
}

/** What to read: one row more than is shown says whether there are more. */
export function windowOf({ page, limit, cursor }: Asked): Window {
  return { limit: limit + 1, offset: cursor ? 0 : (page - 1) * limit, after: cursor }
}

/** The rows that are shown, and where the next ones are. */
export function pageOf<Row extends { id: string }>(
  { page, limit }: Asked,
  { rows: found, total }: { rows: Row[]; total: number },
): { rows: Row[]; pagination: Pagination } {
  const rows = found.slice(0, limit)
  const has_more = found.length > limit
  const next_cursor = has_more ? rows.at(-1)!.id : null
  return { rows, pagination: { page, limit, total, pages: Math.ceil(total / limit), next_cursor, has_more } }
}
