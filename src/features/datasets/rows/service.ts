import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { type Cursor, foreignCursor } from './cursor.ts'
import { partsAfter, reversed } from './keyset.ts'
import type { RowPlan } from './plan.ts'
import { isUnreadableValue, readTexts, readWithin } from './repository.ts'
import { compileSlice, type Expected, orderOf, type Slice } from './sql.ts'

const inOrderMilliseconds = 60
const retryMilliseconds = 2_000
const timeoutMilliseconds = 10_000

/** What an operation that reads a page allows itself. */
export const pageSeconds = timeoutMilliseconds / 1000 + 2

/** The columns of a row, its primary key, and the values that it is ordered by. */
export type Texts = (string | null)[]

interface Page {
  limit: number
  cursor?: Cursor | undefined
  /** Rows that are passed over where no cursor says where the page begins. */
  offset?: number
}

export interface FoundPage {
  rows: Texts[]
  hasNext: boolean
  hasPrevious: boolean
}

/**
 * One page of a plan's rows, after or before a cursor, or from an offset. Throws `invalid_request` where the
 * cursor holds what its columns cannot hold, and `unavailable` where reading takes too long.
 */
export async function readPage(
  tx: Tx,
  plan: RowPlan,
  { limit, cursor, offset = 0 }: Page,
): Promise<FoundPage> {
  // One row more than the page has tells whether there are more.
  const found = await readSoonest(tx, plan, (expected) =>
    readSlices(tx, plan, cursor, { limit: limit + 1, offset, expected }),
  ).catch((error) => {
    throw cursor && isUnreadableValue(error) ? foreignCursor() : error
  })
  if (!found) throw tooSlow()
  const isBackwards = cursor?.side === 'before'
  const isCut = found.length > limit
  return {
    rows: isBackwards ? found.slice(0, limit).reverse() : found.slice(0, limit),
    hasNext: isBackwards || isCut,
    hasPrevious: isBackwards ? isCut : cursor !== undefined || offset > 0,
  }
}

/** What a row of a page is found at again. */
export function positionOf(plan: RowPlan, row: Texts): Texts {
  return row.slice(-plan.sort.length - plan.dataset.primaryKey.length)
}

/** Where a filter may leave any number of rows: as if it left many, as if few, and each again with more time. */
async function readSoonest<T>(
  tx: Tx,
  { filters }: RowPlan,
  read: (expected: Expected) => Promise<T>,
): Promise<T | undefined> {
  if (Object.keys(filters).length === 0) return readWithin(tx, timeoutMilliseconds, () => read('many'))
  return (
    (await readWithin(tx, inOrderMilliseconds, () => read('many'), 'in order')) ??
    (await readWithin(tx, retryMilliseconds, () => read('few'), 'in bulk')) ??
    (await readWithin(tx, retryMilliseconds, () => read('many'), 'in order')) ??
    (await readWithin(tx, timeoutMilliseconds - 2 * retryMilliseconds, () => read('few'), 'in bulk'))
  )
}

async function readSlices(
  tx: Tx,
  plan: RowPlan,
  cursor: Cursor | undefined,
  { limit, ...rest }: Pick<Slice, 'limit' | 'offset' | 'expected'>,
): Promise<Texts[]> {
  const rows: Texts[] = []
  for (const slice of slicesOf(plan, cursor)) {
    const missing = limit - rows.length
    if (missing > 0)
      rows.push(...(await readTexts(tx, compileSlice(plan, { ...slice, ...rest, limit: missing }))))
  }
  return rows
}

/** A page before a position is read backwards from it. */
function slicesOf(plan: RowPlan, cursor: Cursor | undefined): Pick<Slice, 'order' | 'where'>[] {
  const order = orderOf(plan)
  if (!cursor) return [{ order }]
  const read = cursor.side === 'before' ? reversed(order) : order
  return partsAfter(read, cursor.position).map((where) => ({ order: read, where }))
}

function tooSlow(): AppError {
  return new AppError(
    'unavailable',
    'These rows could not be read within 10 seconds. Narrow the filters, sort by another column, or export them.',
    { retryAfterSeconds: 30 },
  )
}
