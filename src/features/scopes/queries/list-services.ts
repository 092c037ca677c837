import { services as dataset } from '#src/features/datasets/catalog/scopes/services.ts'
import { listIds } from '#src/features/datasets/queries/list-ids.ts'
import { pageSeconds } from '#src/features/datasets/rows/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { parameterOf } from '../fields/parameters.ts'
import { findServices } from '../services/repository.ts'
import { toService } from '../services/resource.ts'
import { listServicesInput, serviceResource } from '../services/schema.ts'

export const listServices = definePage({
  name: 'services.list',
  summary: 'Services by name: the same rows as their export.',
  permission: 'scopes.read',
  input: listServicesInput,
  item: serviceResource,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input: { q: search, ...page } }) {
    const asked = { filters: { search }, sort: [], ...page, parameterOf }
    const { ids, pagination } = await listIds(tx, principal, dataset, asked)
    return { items: (await findServices(tx, ids)).map(toService), pagination }
  },
})
