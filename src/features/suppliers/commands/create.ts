import { defineCommand } from '#src/lib/operation/operation.ts'
import { toColumns } from '../record/columns.ts'
import { insertSupplier } from '../record/repository.ts'
import { toSupplier } from '../record/resource.ts'
import { createSupplierInput, supplierResource } from '../record/schema.ts'
import { duplicate } from '../record/service.ts'

export const createSupplier = defineCommand({
  name: 'suppliers.create',
  summary: 'Add a supplier. It is pending until someone makes it active.',
  permission: 'suppliers.write',
  input: createSupplierInput,
  output: supplierResource,
  async run({ context: { principal }, tx, input, audit }) {
    const { supplier_no: supplierNo, name, currency } = input
    const { tenantId } = principal
    const row = await insertSupplier(tx, { ...toColumns(input), tenantId, supplierNo, name, currency })
    if (!row) throw duplicate(supplierNo)
    await audit({
      action: 'supplier.created',
      subjectType: 'supplier',
      subjectId: row.id,
      details: { name, supplier_no: supplierNo },
    })
    return toSupplier(principal, row)
  },
})
