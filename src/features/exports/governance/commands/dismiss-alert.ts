import * as z from 'zod'
import { notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { byId } from '../../record/schema.ts'
import { dismissAlert as markDismissed } from '../record/repository.ts'

export const dismissAlert = defineCommand({
  name: 'exports.alerts.dismiss',
  summary: 'Dismiss an alert; the audit trail keeps it.',
  permission: 'exports.approve',
  input: byId,
  output: z.object({ id: z.uuid(), dismissed: z.literal(true) }),
  async run({ context, tx, input, audit }) {
    if (!(await markDismissed(tx, input.id, context.principal.userId))) throw notFound('open alert')
    await audit({ action: 'alert.dismissed', subjectType: 'export', subjectId: input.id })
    return { id: input.id, dismissed: true as const }
  },
})
