import type { RowChange } from '#src/features/inventory/bulk/schema.ts'
import { startApplying, undoChanges } from '#src/features/inventory/bulk/service.ts'
import type { PriceChange } from '#src/features/suppliers/bulk/prices/schema.ts'
import { startApplyingPrices, startUndoingPrices } from '#src/features/suppliers/bulk/prices/service.ts'
import type { SupplierChange } from '#src/features/suppliers/bulk/schema.ts'
import { startApplyingSuppliers, undoSuppliers } from '#src/features/suppliers/bulk/service.ts'
import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { GivenRow } from '../reading/given-rows.ts'
import type { ChangeRow, ImportRow } from '../record/repository.ts'
import type { ImportContent } from '../schema.ts'

type Change = RowChange | SupplierChange | PriceChange

/** What a batch of rows came to. */
interface RowsApplied {
  created: number
  changed: number
  unchanged: number
  movements: number
  errors: { row: number; field: string; expected: string }[]
  changes: Change[]
}

type Apply = (rows: GivenRow[]) => Promise<RowsApplied>

/** Takes changes back, or returns those rows whose things have changed since. */
type TakeBack = (changes: ChangeRow[]) => Promise<{ row: number; expected: string }[]>

interface Content {
  /** Applies the rows of a file to what they are about, batch by batch. */
  startApplying(tx: Tx, actor: Principal, row: ImportRow): Apply | Promise<Apply>
  startUndoing(tx: Tx, actor: Principal, row: ImportRow): TakeBack
}

export const contents: Record<ImportContent, Content> = {
  items: {
    startApplying,
    startUndoing(tx, actor, { fileName }) {
      const reason = `Undo of the import of ${fileName}`
      return (changes) => undoChanges(tx, actor, changes as RowChange[], reason)
    },
  },
  suppliers: {
    startApplying: startApplyingSuppliers,
    startUndoing: (tx, actor) => (changes) => undoSuppliers(tx, actor, changes as SupplierChange[]),
  },
  prices: {
    startApplying: startApplyingPrices,
    startUndoing(tx, actor) {
      const takeBack = startUndoingPrices(tx, actor)
      return (changes) => takeBack(changes as PriceChange[])
    },
  },
}
