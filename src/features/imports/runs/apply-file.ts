import { readTable } from '#src/encoding/reading/read-table.ts'
import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { shown } from '../reading/cell-values.ts'
import { givenTable } from '../reading/given-rows.ts'
import { type Layout, labelOf, layouts } from '../reading/layouts.ts'
import type { FileColumn } from '../reading/mapping.ts'
import type { ImportRow } from '../record/repository.ts'
import type {
  ImportContent,
  ImportCounts,
  ImportDialect,
  ImportErrorResource,
  MappedColumn,
} from '../schema.ts'
import { contents } from './contents.ts'
import type { ErrorFile } from './error-file.ts'
import { insertChanges } from './repository.ts'

const keptErrors = 10_000

export interface Applied {
  dialect: ImportDialect
  mapping: MappedColumn[]
  counts: ImportCounts
  errors: ImportErrorResource[]
  /** Why not even its valid rows can be applied. */
  problem: string | undefined
}

interface Given {
  row: ImportRow
  principal: Principal
  onRows: (rows: number) => void
  signal: AbortSignal
  errorFile?: ErrorFile
}

/**
 * Applies the rows of a file that have no error, and tells of the others. Whether the transaction is then committed
 * or rolled back is all that an application differs in from a check.
 */
export async function applyFile(
  tx: Tx,
  { row, principal, onRows, signal, errorFile }: Given,
): Promise<Applied> {
  const content = row.content as ImportContent
  const layout = layouts[content]
  const apply = await contents[content].startApplying(tx, principal, row)
  const table = await givenTable(await readTable(await getStorage().read(row.fileKey), signal), layout)
  const counts = { rows: 0, created: 0, changed: 0, unchanged: 0, movements: 0, error_rows: 0, errors: 0 }
  const errors: ImportErrorResource[] = []
  const note = (found: ImportErrorResource[]) => {
    counts.errors += found.length
    counts.error_rows += new Set(found.map((error) => error.row)).size
    errors.push(...found.slice(0, keptErrors - errors.length))
  }
  let isCutOff = false
  note(table.problems)
  await errorFile?.begin(table.columns, table.dialect)
  for await (const { raw, rows, errors: unread, ...batch } of table.batches) {
    signal.throwIfAborted()
    const { changes, errors: refused, ...done } = await apply(table.problems.length > 0 ? [] : rows)
    await insertChanges(tx, row, changes)
    const cells = new Map(raw.map((one) => [one.line, one.cells]))
    const found = [...unread, ...refused.map((error) => inTheFile(error, layout, table.columns, cells))]
    found.sort((a, b) => a.row - b.row)
    note(found)
    await errorFile?.add(raw, found)
    isCutOff ||= batch.isCutOff
    counts.rows += raw.length
    counts.created += done.created
    counts.changed += done.changed
    counts.unchanged += done.unchanged
    counts.movements += done.movements
    onRows(counts.rows)
  }
  const mapping = table.columns.map(({ column, field, label, left_out }) => ({
    column,
    field,
    label,
    left_out,
  }))
  const isUnusable = isCutOff || table.problems.length > 0
  const problem = isUnusable
    ? unusable
    : counts.rows === 0
      ? 'There are no rows below the headings.'
      : undefined
  return { dialect: table.dialect, mapping, counts, errors, problem }
}

const unusable =
  'The file cannot be imported as it is, not even in part. Correct what is listed and upload it again.'

/** Where in the file a field stands that a row was refused for. */
function inTheFile(
  { row, field, expected }: { row: number; field: string; expected: string },
  layout: Layout,
  columns: FileColumn[],
  cells: Map<number, Parameters<typeof shown>[0][]>,
): ImportErrorResource {
  const column = columns.find((one) => one.field === field)
  const value = column ? shown(cells.get(row)?.[column.index] ?? '') : ''
  return { row, column: column?.column ?? labelOf(layout, field), value, expected }
}
