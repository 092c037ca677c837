import { sow as dataset } from '#src/features/datasets/catalog/scopes/sow.ts'
import { listIds } from '#src/features/datasets/queries/list-ids.ts'
import { pageSeconds } from '#src/features/datasets/rows/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { parameterOf } from '../fields/parameters.ts'
import { findScopes } from '../record/repository.ts'
import { toScope } from '../record/resource.ts'
import { listScopesInput, scopeResource } from '../record/schema.ts'

export const listScopes = definePage({
  name: 'scopes.list',
  summary: 'Scopes of work, narrowed by any of the parameters: the same rows as their export.',
  permission: 'scopes.read',
  input: listScopesInput,
  item: scopeResource,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input }) {
    const { q: search, status, service: services, sort_by: column, sort_order: direction, ...page } = input
    const sort = column === undefined ? [] : [{ column, direction }]
    const asked = { filters: { search, status, services }, sort, ...page, parameterOf }
    const { ids, pagination } = await listIds(tx, principal, dataset, asked)
    return { items: (await findScopes(tx, ids)).map((row) => toScope(principal, row)), pagination }
  },
})
