import { requireTimeZone } from '#src/lib/db/time-zones.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { type CellValue, cellValue } from '../rows/cell-value.ts'
import { type Cursor, decodeCursor, encodeCursor, foreignCursor } from '../rows/cursor.ts'
import { partsAfter, reversed } from '../rows/keyset.ts'
import type { RowPlan } from '../rows/plan.ts'
import { planList } from '../rows/plan-list.ts'
import { isUnreadableValue, readTexts, readWithin, setSessionFormats } from '../rows/repository.ts'
import { listRowsInput, type RowPage, rowPage } from '../rows/schema.ts'
import { compileSlice, type Expected, orderOf, type Slice } from '../rows/sql.ts'

const inOrderMilliseconds = 60
const timeoutMilliseconds = 10_000

export const listRows = defineQuery({
  name: 'datasets.list_rows',
  summary: 'A page of a dataset’s rows: the same rows, values and order as an export with the same request.',
  permission: 'datasets.read',
  input: listRowsInput,
  output: rowPage,
  longReadSeconds: timeoutMilliseconds / 1000 + 2,
  async run({ context, tx, input }) {
    const plan = planList(context.principal, input)
    await requireTimeZone(tx, plan.timeZone, 'time_zone')
    const cursor = input.cursor === undefined ? undefined : decodeCursor(plan, input.cursor)
    await setSessionFormats(tx, plan.timeZone)
    const found = await readSoonest(tx, plan, (expected) =>
      readSlices(tx, plan, cursor, { limit: input.limit + 1, expected }),
    ).catch((error) => {
      throw cursor && isUnreadableValue(error) ? foreignCursor() : error
    })
    if (!found) throw tooSlow()
    return pageOf(plan, cursor, found, input.limit)
  },
})

type Texts = (string | null)[]

/** Where a filter may leave any number of rows, first for a moment as if it left many, then as if few. */
async function readSoonest<T>(
  tx: Tx,
  { filters }: RowPlan,
  read: (expected: Expected) => Promise<T>,
): Promise<T | undefined> {
  if (Object.keys(filters).length === 0) return readWithin(tx, timeoutMilliseconds, () => read('many'))
  return (
    (await readWithin(tx, inOrderMilliseconds, () => read('many'), 'in order')) ??
    (await readWithin(tx, timeoutMilliseconds, () => read('few'), 'in bulk'))
  )
}

/** One row more than the page has tells whether there are more. */
async function readSlices(
  tx: Tx,
  plan: RowPlan,
  cursor: Cursor | undefined,
  { limit, expected }: Pick<Slice, 'limit' | 'expected'>,
): Promise<Texts[]> {
  const rows: Texts[] = []
  for (const slice of slicesOf(plan, cursor)) {
    const missing = limit - rows.length
    if (missing > 0)
      rows.push(...(await readTexts(tx, compileSlice(plan, { ...slice, limit: missing, expected }))))
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

function pageOf(plan: RowPlan, cursor: Cursor | undefined, found: Texts[], limit: number): RowPage {
  const isBackwards = cursor?.side === 'before'
  const kept = isBackwards ? found.slice(0, limit).reverse() : found.slice(0, limit)
  const isCut = found.length > limit
  const hasNext = isBackwards || isCut
  const hasPrevious = isBackwards ? isCut : cursor !== undefined
  const cursorAt = (side: Cursor['side'], row: Texts | undefined) =>
    row
      ? encodeCursor(plan, { side, position: row.slice(-plan.sort.length - plan.dataset.primaryKey.length) })
      : null
  return {
    rows: kept.map((row) => toRow(plan, row)),
    pagination: {
      limit,
      next_cursor: hasNext ? cursorAt('after', kept.at(-1)) : null,
      previous_cursor: hasPrevious ? cursorAt('before', kept[0]) : null,
      has_more: hasNext,
    },
  }
}

function toRow({ dataset, columns }: RowPlan, row: Texts): RowPage['rows'][number] {
  const values: [string, CellValue][] = columns.map((column, index) => [
    column.key,
    cellValue(column, row[index] ?? null),
  ])
  const key = row.slice(columns.length, columns.length + dataset.primaryKey.length)
  return { key: key.length === 1 ? String(key[0]) : JSON.stringify(key), values: Object.fromEntries(values) }
}

function tooSlow(): AppError {
  return new AppError(
    'unavailable',
    'These rows could not be read within 10 seconds. Narrow the filters, sort by another column, or export them.',
    { retryAfterSeconds: 30 },
  )
}
