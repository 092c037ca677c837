import { rfp as dataset } from '#src/features/datasets/catalog/procurement/rfp.ts'
import { listIds } from '#src/features/datasets/queries/list-ids.ts'
import { pageSeconds } from '#src/features/datasets/rows/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { findRfps } from '../record/repository.ts'
import { toRfp } from '../record/resource.ts'
import { listRfpsInput, rfpResource } from '../record/schema.ts'

export const listRfps = definePage({
  name: 'rfps.list',
  summary: 'Requests for proposal, the latest deadline first: the same rows as their export.',
  permission: 'rfps.read',
  input: listRfpsInput,
  item: rfpResource,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input }) {
    const { q: search, status, supplier_no, sort_by: column, sort_order: direction, ...page } = input
    const sort = column === undefined ? [] : [{ column, direction }]
    const asked = { filters: { search, status, supplier_no }, sort, ...page, parameterOf }
    const { ids, pagination } = await listIds(tx, principal, dataset, asked)
    return { items: (await findRfps(tx, ids)).map((row) => toRfp(principal, row)), pagination }
  },
})

/** The parameter that a path of the dataset's request stands for. */
function parameterOf(path: string): string {
  const [, key = path] = /^filters\.([a-z_]+)/.exec(path) ?? []
  return key === 'search' ? 'q' : key
}
