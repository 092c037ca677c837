import { db } from '#src/lib/db/index.ts'
import { requireTimeZone } from '#src/lib/db/time-zones.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { openRows } from '../connections/service.ts'
import { type CellValue, cellValue } from '../rows/cell-value.ts'
import { type Cursor, decodeCursor, encodeCursor } from '../rows/cursor.ts'
import type { RowPlan } from '../rows/plan.ts'
import { planList } from '../rows/plan-list.ts'
import { setSessionFormats } from '../rows/repository.ts'
import { listRowsInput, type RowPage, rowPage } from '../rows/schema.ts'
import { type FoundPage, pageSeconds, positionOf, readPage, type Texts } from '../rows/service.ts'

export const listRows = defineQuery({
  name: 'datasets.list_rows',
  summary: 'A page of a dataset’s rows: the same rows, values and order as an export with the same request.',
  permission: 'datasets.read',
  input: listRowsInput,
  output: rowPage,
  longReadSeconds: pageSeconds,
  elsewhere: ({ context, input }) => openRows(context.principal, input.key, pageSeconds),
  async run({ context, tx, input }) {
    const plan = planList(context.principal, input)
    await requireTimeZone(db, plan.timeZone, 'time_zone')
    const cursor = input.cursor === undefined ? undefined : decodeCursor(plan, input.cursor)
    await setSessionFormats(tx, plan.timeZone)
    const found = await readPage(tx, plan, { limit: input.limit, cursor })
    return pageOf(plan, found, input.limit)
  },
})

function pageOf(plan: RowPlan, { rows, hasNext, hasPrevious }: FoundPage, limit: number): RowPage {
  const cursorAt = (side: Cursor['side'], row: Texts | undefined) =>
    row ? encodeCursor(plan, { side, position: positionOf(plan, row) }) : null
  return {
    rows: rows.map((row) => toRow(plan, row)),
    pagination: {
      limit,
      next_cursor: hasNext ? cursorAt('after', rows.at(-1)) : null,
      previous_cursor: hasPrevious ? cursorAt('before', rows[0]) : null,
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
