import { defineCommand } from '#src/lib/operation/operation.ts'
import { duplicate } from '../services/duplicate.ts'
import { insertService } from '../services/repository.ts'
import { toService } from '../services/resource.ts'
import { createServiceInput, serviceResource } from '../services/schema.ts'

export const createService = defineCommand({
  name: 'services.create',
  summary: 'Add a service that scopes of work can be about.',
  permission: 'scopes.write',
  input: createServiceInput,
  output: serviceResource,
  async run({ context, tx, input: { services_name: servicesName }, audit }) {
    const row = await insertService(tx, { tenantId: context.principal.tenantId, servicesName })
    if (!row) throw duplicate(servicesName)
    await audit({
      action: 'service.created',
      subjectType: 'service',
      subjectId: row.id,
      details: { name: servicesName },
    })
    return toService(row)
  },
})
