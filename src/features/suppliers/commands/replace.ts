import { defineCommand } from '#src/lib/operation/operation.ts'
import { toColumns } from '../record/columns.ts'
import { toSupplier } from '../record/resource.ts'
import { replaceSupplierInput, supplierResource } from '../record/schema.ts'
import { changeSupplier, getChangeable } from '../record/service.ts'

export const replaceSupplier = defineCommand({
  name: 'suppliers.replace',
  summary:
    'Replace everything that is said of a supplier. Left out, its status, tax ID and IBAN stay as they are.',
  permission: 'suppliers.write',
  input: replaceSupplierInput,
  output: supplierResource,
  async run({ context, tx, input: { id, ...given }, audit }) {
    const before = await getChangeable(tx, context, id)
    const row = await changeSupplier(tx, context, before, toColumns(given), audit)
    return toSupplier(context.principal, row)
  },
})
