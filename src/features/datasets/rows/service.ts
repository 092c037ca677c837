import type { Tx } from '#src/lib/db/transaction.ts'
import { type Cursor, foreignCursor } from './cursor.ts'
import { partsAfter, reversed } from './keyset.ts'
import type { RowPlan } from './plan.ts'
import { isUnreadableValue, readTexts } from './repository.ts'
import { compileSlice, orderOf, type Slice } from './sql.ts'

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
 * cursor holds what its columns cannot hold.
 */
export async function readPage(
  tx: Tx,
  plan: RowPlan,
  { limit, cursor, offset = 0 }: Page,
): Promise<FoundPage> {
  const found: Texts[] = []
  // One more than the page tells whether there are more.
  for (const { order, where } of slicesOf(plan, cursor)) {
    const missing = limit + 1 - found.length
    if (missing <= 0) continue
    const slice = compileSlice(plan, { order, ...(where && { where }), limit: missing, offset })
    found.push(
      ...(await readTexts(tx, slice).catch((error) => {
        throw cursor && isUnreadableValue(error) ? foreignCursor() : error
      })),
    )
  }
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

/** A page before a position is read backwards from it. */
function slicesOf(plan: RowPlan, cursor: Cursor | undefined): Pick<Slice, 'order' | 'where'>[] {
  const order = orderOf(plan)
  if (!cursor) return [{ order }]
  const read = cursor.side === 'before' ? reversed(order) : order
  return partsAfter(read, cursor.position).map((where) => ({ order: read, where }))
}
