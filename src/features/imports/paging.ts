import type { Pagination } from '#src/lib/operation/operation.ts'

/** Where a page stands in its list. */
export function pageOf({ page, limit }: { page: number; limit: number }, total: number): Pagination {
  const pages = Math.ceil(total / limit)
  return { page, limit, total, pages, next_cursor: null, has_more: page < pages }
}
