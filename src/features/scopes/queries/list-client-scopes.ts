import { clientSow as dataset } from '#src/features/datasets/catalog/scopes/client-sow.ts'
import { listIds } from '#src/features/datasets/queries/list-ids.ts'
import { pageSeconds } from '#src/features/datasets/rows/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { findClientScopes } from '../agreements/repository.ts'
import { toClientScope } from '../agreements/resource.ts'
import { clientScopeResource, listClientScopesInput } from '../agreements/schema.ts'
import { parameterOf } from '../fields/parameters.ts'

export const listClientScopes = definePage({
  name: 'client_scopes.list',
  summary:
    'What clients were offered or agreed to, narrowed by any of the parameters: the same rows as their export.',
  permission: 'clients.read',
  input: listClientScopesInput,
  item: clientScopeResource,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input }) {
    const { q: search, status, client_no, has_current, ...page } = input
    const filters = { search, status, client_no, has_current }
    const asked = { filters, sort: [], ...page, parameterOf }
    const { ids, pagination } = await listIds(tx, principal, dataset, asked)
    const rows = await findClientScopes(tx, ids)
    return { items: rows.map((row) => toClientScope(principal, row)), pagination }
  },
})
