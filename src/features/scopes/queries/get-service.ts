import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findService } from '../services/repository.ts'
import { toService } from '../services/resource.ts'
import { serviceById, serviceResource } from '../services/schema.ts'

export const getService = defineQuery({
  name: 'services.get',
  summary: 'One service.',
  permission: 'scopes.read',
  input: serviceById,
  output: serviceResource,
  async run({ tx, input: { id } }) {
    const row = await findService(tx, id)
    if (!row) throw notFound('service')
    return toService(row)
  },
})
