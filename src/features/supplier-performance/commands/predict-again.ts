import * as z from 'zod'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { latenessFollow } from '../runs/queue.ts'

export const predictAgain = defineCommand({
  name: 'analytics.lateness.predict',
  summary: 'Predict all open lines anew; a worker carries it out. Without this it is done once a day.',
  permission: 'analytics.manage',
  input: z.strictObject({}),
  output: z.object({ requested: z.literal(true) }),
  async run({ context: { principal, requestId }, tx, audit }) {
    const { tenantId } = principal
    await enqueue(tx, latenessFollow, { tenantId, requestId }, { orderId: null })
    await audit({ action: 'lateness.requested', subjectType: 'tenant', subjectId: tenantId, details: {} })
    return { requested: true as const }
  },
})
