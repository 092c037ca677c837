import * as z from 'zod'
import { invalid } from '#src/lib/errors.ts'
import type { Pagination } from '#src/lib/operation/operation.ts'

/** The place behind a row: the text it is sorted by, and its id. */
export interface Place {
  value: string
  id: string
}

interface Asked {
  page: number
  limit: number
  cursor?: string | undefined
}

/** What to read: one row more than is shown says whether there are more. */
export function windowOf({ page, limit, cursor }: Asked): {
  limit: number
  offset: number
  after: Place | undefined
} {
  const after = cursor === undefined ? undefined : decode(cursor)
  return { limit: limit + 1, offset: after ? 0 : (page - 1) * limit, after }
}

/** The rows that are shown, and where the next ones are. */
export function pageOf<Row>(
  { page, limit }: Asked,
  found: Row[],
  total: number,
  placeOf: (row: Row) => Place,
): { rows: Row[]; pagination: Pagination } {
  const rows = found.slice(0, limit)
  const has_more = found.length > limit
  const next_cursor = has_more ? encode(placeOf(rows.at(-1)!)) : null
  return { rows, pagination: { page, limit, total, pages: Math.ceil(total / limit), next_cursor, has_more } }
}

const content = z.tuple([z.string(), z.uuid()])

function encode({ value, id }: Place): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

function decode(cursor: string): Place {
  try {
    const [value, id] = content.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (!value.includes('\0')) return { value, id }
  } catch {
    // Told below: what is wrong with a cursor is always that it is not ours.
  }
  throw invalid('cursor', 'must be a next_cursor of this list')
}
