import { supplierRisk as dataset } from '#src/features/datasets/catalog/insights/supplier-risk.ts'
import { listIds } from '#src/features/datasets/queries/list-ids.ts'
import { pageSeconds } from '#src/features/datasets/rows/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { findPredictions } from '../predictions/repository.ts'
import { toPrediction } from '../record/resource.ts'
import { listPredictionsInput, predictionResource } from '../record/schema.ts'

export const listPredictions = definePage({
  name: 'analytics.lateness.list',
  summary: 'Order lines that are still to come, the most likely to be late first, each with its reasons.',
  permission: 'analytics.read',
  input: listPredictionsInput,
  item: predictionResource,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input: { page, limit, cursor, ...filters } }) {
    const asked = { filters, sort: [], page, limit, cursor, parameterOf }
    const { ids, pagination } = await listIds(tx, principal, dataset, asked)
    return { items: (await findPredictions(tx, ids)).map(toPrediction), pagination }
  },
})

/** The parameter that a path of the dataset's request stands for. */
function parameterOf(path: string): string {
  return path.replace(/^filters\./, '')
}
