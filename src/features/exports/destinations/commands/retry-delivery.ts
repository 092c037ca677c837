import { AppError, notFound } from '#src/lib/errors.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { getFinished, getOwn } from '../../record/access.ts'
import { delivery, retryDeliveryInput } from '../record/schema.ts'
import { deliveriesSend } from '../runs/queue.ts'
import { findDelivery, restartDelivery } from '../runs/repository.ts'
import { toDelivery } from '../runs/resource.ts'
import { givingUp } from '../runs/start.ts'

export const retryDelivery = defineCommand({
  name: 'exports.deliveries.retry',
  summary: 'Try a delivery that has failed, or waits, again now. What has arrived is not sent twice.',
  permission: 'exports.create',
  input: retryDeliveryInput,
  output: delivery,
  async run({ context, tx, input, audit }) {
    await getOwn(tx, context, input.id)
    const { row: exported } = await getFinished(tx, context, input.id)
    const { tenantId, firstName, lastName } = context.principal
    const which = { id: input.delivery, exportId: exported.id }
    const before = await findDelivery(tx, which)
    if (!before) throw notFound('delivery of this export')
    const row = await restartDelivery(tx, which, givingUp(), `${firstName} ${lastName} retried it.`)
    if (!row) throw new AppError('conflict', `This delivery is ${before.state}; there is nothing to retry.`)
    await enqueue(tx, deliveriesSend, { tenantId, requestId: context.requestId }, { deliveryId: row.id })
    await audit({
      action: 'export.delivery_retried',
      subjectType: 'export',
      subjectId: exported.id,
      details: { destination_id: row.destinationId, destination: row.destinationName },
    })
    return toDelivery(row)
  },
})
