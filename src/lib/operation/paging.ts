import type { Pagination } from './operation.ts'

interface Asked {
  page: number
  limit: number
  cursor?: string | undefined
}

/** Which rows of a list are read. */
export interface Window {
  limit: number
  offset: number
  /** The ID of the last row that was seen: only what comes behind it. */
  behind: string | undefined
}

/** Where a page stands in a list that is read by page numbers alone. */
export function pageAt({ page, limit }: Asked, total: number): Pagination {
  const pages = Math.ceil(total / limit)
  return { page, limit, total, pages, next_cursor: null, has_more: page < pages }
}

/** What to read where the cursor is the ID of a row: one row more than is shown says whether there are more. */
export function windowOf({ page, limit, cursor }: Asked): Window {
  return { limit: limit + 1, offset: cursor ? 0 : (page - 1) * limit, behind: cursor }
}

/** The rows that are shown of what a window read, and where the next ones are. */
export function pageOf<Row extends { id: string }>(
  { page, limit }: Asked,
  { rows: found, total }: { rows: Row[]; total: number },
): { rows: Row[]; pagination: Pagination } {
  const rows = found.slice(0, limit)
  const has_more = found.length > limit
  const next_cursor = has_more ? rows.at(-1)!.id : null
  return { rows, pagination: { page, limit, total, pages: Math.ceil(total / limit), next_cursor, has_more } }
}
