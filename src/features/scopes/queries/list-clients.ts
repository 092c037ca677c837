import { clients as dataset } from '#src/features/datasets/catalog/scopes/clients.ts'
import { listIds } from '#src/features/datasets/queries/list-ids.ts'
import { pageSeconds } from '#src/features/datasets/rows/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { findClients } from '../clients/repository.ts'
import { toClient } from '../clients/resource.ts'
import { clientResource, listClientsInput } from '../clients/schema.ts'
import { parameterOf } from '../fields/parameters.ts'

export const listClients = definePage({
  name: 'clients.list',
  summary: 'Clients by name: the same rows as their export.',
  permission: 'clients.read',
  input: listClientsInput,
  item: clientResource,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input: { q: search, is_active, ...page } }) {
    const asked = { filters: { search, is_active }, sort: [], ...page, parameterOf }
    const { ids, pagination } = await listIds(tx, principal, dataset, asked)
    return { items: (await findClients(tx, ids)).map(toClient), pagination }
  },
})
