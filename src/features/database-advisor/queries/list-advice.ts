import { indexAdvice as dataset } from '#src/features/datasets/catalog/insights/index-advice.ts'
import { listIds } from '#src/features/datasets/queries/list-ids.ts'
import { pageSeconds } from '#src/features/datasets/rows/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { requireOperator } from '../record/access.ts'
import { findAdvice } from '../record/repository.ts'
import { toAdvice } from '../record/resource.ts'
import { adviceResource, listAdviceInput } from '../record/schema.ts'

export const listAdvice = definePage({
  name: 'analytics.indexes.list',
  summary: 'What to do about indexes, the latest found first, each with its reason and the statement.',
  permission: 'database.read',
  input: listAdviceInput,
  item: adviceResource,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input: { page, limit, cursor, status, kind } }) {
    await requireOperator(tx, principal)
    const filters = { status: status && [status], kind: kind && [kind] }
    const asked = { filters, sort: [], page, limit, cursor, parameterOf }
    const { ids, pagination } = await listIds(tx, principal, dataset, asked)
    return { items: (await findAdvice(tx, ids)).map(toAdvice), pagination }
  },
})

/** The parameter that a path of the dataset's request stands for. */
function parameterOf(path: string): string {
  return path.replace(/^filters\./, '').replace(/\.\d+$/, '')
}
