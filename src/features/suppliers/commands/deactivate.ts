import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireMove, type SupplierStatus } from '../record/moves.ts'
import { toSupplier } from '../record/resource.ts'
import { supplierById, supplierResource } from '../record/schema.ts'
import { changeSupplier, getChangeable } from '../record/service.ts'

export const deactivateSupplier = defineCommand({
  name: 'suppliers.deactivate',
  summary: 'Make a supplier inactive: it stays on record, and nothing is ordered from it any more.',
  permission: 'suppliers.delete',
  input: supplierById,
  output: supplierResource,
  async run({ context, tx, input: { id }, audit }) {
    const before = await getChangeable(tx, context, id)
    // What is inactive already is no move, and to delete it twice is a mistake that is told.
    requireMove(before.status as SupplierStatus, 'inactive')
    const row = await changeSupplier(tx, context, before, { status: 'inactive' }, audit)
    return toSupplier(context.principal, row)
  },
})
