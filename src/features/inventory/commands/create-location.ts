import { AppError, invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { findLocation, insertLocation } from '../locations/repository.ts'
import { toLocation } from '../locations/resource.ts'
import { createLocationInput, locationResource } from '../locations/schema.ts'

export const createLocation = defineCommand({
  name: 'inventory.locations.create',
  summary: 'Add a place where stock can lie.',
  permission: 'locations.write',
  input: createLocationInput,
  output: locationResource,
  async run({ context: { principal }, tx, input, audit }) {
    const { parent_id: parentId, allows_negative: allowsNegative, ...values } = input
    if (parentId && !(await findLocation(tx, parentId)))
      throw invalid('parent_id', 'is not the ID of one of your locations')
    const row = await insertLocation(tx, {
      ...values,
      tenantId: principal.tenantId,
      parentId,
      allowsNegative,
    })
    if (!row) throw new AppError('duplicate', `There is a location ${input.code} already.`)
    const { code, name, kind } = row
    await audit({
      action: 'location.created',
      subjectType: 'location',
      subjectId: row.id,
      details: { code, name, kind },
    })
    return toLocation(row)
  },
})
