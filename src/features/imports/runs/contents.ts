import type { RowChange } from '#src/features/inventory/bulk/schema.ts'
import { startApplying, undoChanges } from '#src/features/inventory/bulk/service.ts'
import type { SupplierChange } from '#src/features/suppliers/bulk/schema.ts'
import { startApplyingSuppliers, undoSuppliers } from '#src/features/suppliers/bulk/service.ts'
import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { GivenRow } from '../reading/given-rows.ts'
import type { ChangeRow, ImportRow } from '../record/repository.ts'

type Change = RowChange | SupplierChange

/** What a batch of rows came to. */
interface RowsApplied {
  created: number
  changed: number
  unchanged: number
  movements: number
  errors: { row: number; field: string; expected: string }[]
  changes: Change[]
}

/** Applies the rows of a file to what they are about, batch by batch. */
export async function startRows(
  tx: Tx,
  actor: Principal,
  row: ImportRow,
): Promise<(rows: GivenRow[]) => Promise<RowsApplied>> {
  return row.content === 'suppliers' ? startApplyingSuppliers(tx, actor) : startApplying(tx, actor, row)
}

/** Takes changes back, or returns those rows whose things have changed since. */
export function takeBack(
  tx: Tx,
  actor: Principal,
  { content, fileName }: ImportRow,
  changes: ChangeRow[],
): Promise<{ row: number; expected: string }[]> {
  return content === 'suppliers'
    ? undoSuppliers(tx, actor, changes as SupplierChange[])
    : undoChanges(tx, actor, changes as RowChange[], `Undo of the import of ${fileName}`)
}
