import { isTaken } from '#src/lib/db/transaction.ts'
import { notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { duplicate } from '../services/duplicate.ts'
import { lockService, updateService } from '../services/repository.ts'
import { toService } from '../services/resource.ts'
import { changeServiceInput, serviceResource } from '../services/schema.ts'

export const changeService = defineCommand({
  name: 'services.change',
  summary: 'Rename a service.',
  permission: 'scopes.write',
  input: changeServiceInput,
  output: serviceResource,
  async run({ context, tx, input: { id, services_name: servicesName }, audit }) {
    const before = await lockService(tx, id)
    if (!before) throw notFound('service')
    requireVersion(context, before.version)
    const row = await updateService(tx, before, servicesName).catch((error) => {
      throw isTaken(error, 'services_name_key') ? duplicate(servicesName) : error
    })
    await audit({
      action: 'service.updated',
      subjectType: 'service',
      subjectId: id,
      details: { name: servicesName, from: before.servicesName, version: row.version },
    })
    return toService(row)
  },
})
