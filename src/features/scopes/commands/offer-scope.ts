import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { insertClientScope } from '../agreements/repository.ts'
import { clientScopeResource, createClientScopeInput } from '../agreements/schema.ts'
import { getResource } from '../agreements/service.ts'
import { findClient } from '../clients/repository.ts'
import { lockScope } from '../record/repository.ts'

export const offerScope = defineCommand({
  name: 'client_scopes.create',
  summary: 'Propose the published version of an active scope of work to an active client.',
  permission: 'clients.write',
  input: createClientScopeInput,
  output: clientScopeResource,
  async run({ context, tx, input: { client_id, scope_id, scope_version, ...terms }, audit }) {
    const client = await findClient(tx, client_id)
    if (!client) throw invalid('client_id', 'is not the ID of one of your clients')
    if (!client.isActive) throw invalid('client_id', 'is a client that is not active')
    // Locked, so that the version is still the published one when this is stored.
    const scope = await lockScope(tx, scope_id)
    if (!scope) throw invalid('scope_id', 'is not the ID of one of your scopes of work')
    if (scope.scopeOfWorkStatus !== 'active') throw invalid('scope_id', 'must be a scope that is active')
    if (scope_version !== undefined && scope_version !== scope.currentVersion)
      throw invalid('scope_version', `must be the published version, ${scope.currentVersion}`)
    const { tenantId, userId } = context.principal
    const id = await insertClientScope(tx, {
      ...{ tenantId, clientId: client_id, scopeId: scope_id, scopeVersion: scope.currentVersion },
      ...{ price: terms.price, currency: terms.currency, startsOn: terms.starts_on, endsOn: terms.ends_on },
      ...{ notes: terms.notes, createdBy: userId },
    })
    await audit({
      action: 'client_scope.proposed',
      subjectType: 'client_scope',
      subjectId: id,
      details: { name: scope.scopeName, client: client.name, scope_version: scope.currentVersion },
    })
    return getResource(tx, context, id)
  },
})
