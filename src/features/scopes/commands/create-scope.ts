import { defineCommand } from '#src/lib/operation/operation.ts'
import { insertScope } from '../record/repository.ts'
import { createScopeInput, scopeResource } from '../record/schema.ts'
import { getResource, requireService } from '../record/service.ts'
import { insertVersion } from '../versions/repository.ts'

export const createScope = defineCommand({
  name: 'scopes.create',
  summary: 'Add a scope of work with its first version, both as drafts.',
  permission: 'scopes.write',
  input: createScopeInput,
  output: scopeResource,
  async run({ context, tx, input: { service_id: serviceId, scope_name: scopeName, content }, audit }) {
    await requireService(tx, serviceId)
    const { tenantId, userId } = context.principal
    const by = { tenantId, createdBy: userId, modifiedBy: userId }
    const id = await insertScope(tx, { ...by, serviceId, scopeName })
    await insertVersion(tx, { ...by, scopeId: id, number: 1, content })
    await audit({
      action: 'scope.created',
      subjectType: 'scope',
      subjectId: id,
      details: { name: scopeName },
    })
    return getResource(tx, context, id)
  },
})
