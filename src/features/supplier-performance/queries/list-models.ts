import { modelCards as dataset } from '#src/features/datasets/catalog/insights/model-cards.ts'
import { listIds } from '#src/features/datasets/queries/list-ids.ts'
import { pageSeconds } from '#src/features/datasets/rows/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { findModels, readOutcomes } from '../record/repository.ts'
import { toModel } from '../record/resource.ts'
import { listModelsInput, modelResource } from '../record/schema.ts'

export const listModels = definePage({
  name: 'analytics.models.list',
  summary: 'Models with their cards, the newest first: data, figures beside baselines, limits, outcomes.',
  permission: 'analytics.read',
  input: listModelsInput,
  item: modelResource,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input: { page, limit, cursor, status } }) {
    const asked = { filters: { status: status && [status] }, sort: [], page, limit, cursor, parameterOf }
    const { ids, pagination } = await listIds(tx, principal, dataset, asked)
    const outcomes = new Map((await readOutcomes(tx, ids)).map((one) => [one.modelId, one]))
    const found = await findModels(tx, ids)
    return { items: found.map((one) => toModel(principal, one, outcomes.get(one.row.id))), pagination }
  },
})

/** The parameter that a path of the dataset's request stands for. */
function parameterOf(path: string): string {
  return path.replace(/^filters\./, '').replace(/\.\d+$/, '')
}
