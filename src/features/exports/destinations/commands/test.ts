import { enqueue } from '#src/lib/jobs/queue.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { noteTest } from '../record/repository.ts'
import { toDestination } from '../record/resource.ts'
import { byDestinationId, destination } from '../record/schema.ts'
import { getDestinationRow } from '../record/service.ts'
import { destinationsTest } from '../runs/queue.ts'

export const testDestination = defineCommand({
  name: 'exports.destinations.test',
  summary: 'Let a worker try the destination out; read it again for the result.',
  permission: 'exports.destinations.manage',
  input: byDestinationId,
  output: destination,
  async run({ context, tx, input, audit }) {
    const { id, tenantId, name } = await getDestinationRow(tx, input.id)
    const row = await noteTest(tx, id, { testRequestedAt: new Date() })
    await enqueue(tx, destinationsTest, { tenantId, requestId: context.requestId }, { destinationId: id })
    await audit({
      action: 'destination.test_requested',
      subjectType: 'destination',
      subjectId: id,
      details: { name },
    })
    return toDestination(context.principal, row!)
  },
})
