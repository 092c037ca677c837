import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findLatest } from '../agreements/repository.ts'
import { toClientScope } from '../agreements/resource.ts'
import { findClient } from '../clients/repository.ts'
import { toClient } from '../clients/resource.ts'
import { clientById, clientDetails } from '../clients/schema.ts'

const mostClientScopes = 100

export const getClient = defineQuery({
  name: 'clients.get',
  summary: `One client, with the latest ${mostClientScopes} scopes of work that it was offered or agreed to.`,
  permission: 'clients.read',
  input: clientById,
  output: clientDetails,
  async run({ context: { principal }, tx, input: { id } }) {
    const row = await findClient(tx, id)
    if (!row) throw notFound('client')
    const { rows, total } = await findLatest(tx, { clientId: id }, mostClientScopes)
    return {
      ...toClient(row),
      client_scopes: rows.map((one) => toClientScope(principal, one)),
      client_scopes_total: total,
    }
  },
})
