import { suppliers as dataset } from '#src/features/datasets/catalog/procurement/suppliers.ts'
import { listIds } from '#src/features/datasets/queries/list-ids.ts'
import { pageSeconds } from '#src/features/datasets/rows/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { parameterOf, rowsRequest } from '../listing/rows-request.ts'
import { listSuppliersInput } from '../listing/schema.ts'
import { findSuppliers } from '../record/repository.ts'
import { toSupplier } from '../record/resource.ts'
import { supplierResource } from '../record/schema.ts'

export const listSuppliers = definePage({
  name: 'suppliers.list',
  summary: 'Suppliers by name, narrowed by any of the parameters: the same rows as their export.',
  permission: 'suppliers.read',
  input: listSuppliersInput,
  item: supplierResource,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input }) {
    const { page, limit, cursor } = input
    const asked = { ...rowsRequest(input), page, limit, cursor, parameterOf }
    const { ids, pagination } = await listIds(tx, principal, dataset, asked)
    const rows = await findSuppliers(tx, ids)
    return { items: rows.map((row) => toSupplier(principal, row)), pagination }
  },
})
