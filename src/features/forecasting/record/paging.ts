import * as z from 'zod'
import { invalid } from '#src/lib/errors.ts'
import type { Pagination } from '#src/lib/operation/operation.ts'

interface Asked {
  page: number
  limit: number
}

/** What a cursor holds: an instant and an ID, or a running number. */
const contents = {
  instant: z.tuple([z.string().refine((text) => !Number.isNaN(Date.parse(text))), z.uuid()]),
  number: z.tuple([z.int().min(0)]),
}

type Contents = { [Kind in keyof typeof contents]: z.infer<(typeof contents)[Kind]> }

/** The page out of the rows found, one more than it shows where there are more. */
export function pageOf<Row>(
  { page, limit }: Asked,
  found: Row[],
  total: number,
  placeOf: (row: Row) => unknown[],
): { rows: Row[]; pagination: Pagination } {
  const rows = found.slice(0, limit)
  const has_more = found.length > limit
  const next_cursor = has_more
    ? Buffer.from(JSON.stringify(placeOf(rows.at(-1)!))).toString('base64url')
    : null
  return { rows, pagination: { page, limit, total, pages: Math.ceil(total / limit), next_cursor, has_more } }
}

/** The place behind the last row of the page before; throws `invalid_request` for what is not ours. */
export function readCursor<Kind extends keyof Contents>(
  cursor: string | undefined,
  kind: Kind,
): Contents[Kind] | undefined {
  if (cursor === undefined) return undefined
  try {
    return contents[kind].parse(JSON.parse(Buffer.from(cursor, 'base64url').toString())) as Contents[Kind]
  } catch {
    throw invalid('cursor', 'must be a next_cursor of this list')
  }
}
