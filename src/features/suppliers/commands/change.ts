import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { toColumns } from '../record/columns.ts'
import { toSupplier } from '../record/resource.ts'
import { changeSupplierInput, supplierResource } from '../record/schema.ts'
import { getChangeable, changeSupplier as storeChange } from '../record/service.ts'

export const changeSupplier = defineCommand({
  name: 'suppliers.change',
  summary: 'Change what is named and leave the rest; a new status must be one of its legal_moves.',
  permission: 'suppliers.write',
  input: changeSupplierInput,
  output: supplierResource,
  async run({ context, tx, input: { id, ...given }, audit }) {
    const before = await getChangeable(tx, context, id)
    const changes = toColumns(given)
    if (Object.keys(changes).length === 0) throw invalid('', 'names nothing to change')
    return toSupplier(context.principal, await storeChange(tx, context, before, changes, audit))
  },
})
