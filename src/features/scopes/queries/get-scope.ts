import { defineQuery } from '#src/lib/operation/operation.ts'
import { findLatest } from '../agreements/repository.ts'
import { toClientScope } from '../agreements/resource.ts'
import { scopeById, scopeDetails } from '../record/schema.ts'
import { getResource } from '../record/service.ts'

const mostClientScopes = 100

export const getScope = defineQuery({
  name: 'scopes.get',
  summary: `One scope of work, with the latest ${mostClientScopes} clients that were offered or agreed to one of its versions.`,
  permission: 'scopes.read',
  input: scopeById,
  output: scopeDetails,
  async run({ context, tx, input: { id } }) {
    const scope = await getResource(tx, context, id)
    const { principal } = context
    // Who agreed to it is for those who may read about clients.
    if (!principal.permissions.has('clients.read'))
      return { ...scope, client_scopes: [], client_scopes_total: 0 }
    const { rows, total } = await findLatest(tx, { scopeId: id }, mostClientScopes)
    return {
      ...scope,
      client_scopes: rows.map((one) => toClientScope(principal, one)),
      client_scopes_total: total,
    }
  },
})
