import { confirmPassword } from '#src/lib/access/confirm-password.ts'
import { notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { lockLimitById, updateLimit } from '../limits/repository.ts'
import { limitResource, removeLimitInput } from '../limits/schema.ts'
import { describeLimits, tellAdmins } from '../limits/service.ts'

export const removeLimit = defineCommand({
  name: 'spend.limits.remove',
  summary:
    'Put a limit out of force. Without a limit of the whole company nothing more is bought in its currency. Needs your password.',
  permission: 'trading.limits.update',
  onlyPeople: true,
  input: removeLimitInput,
  output: limitResource,
  async prepare({ context, input }) {
    await confirmPassword(context.principal, input.password, 'password')
  },
  async run({ context, tx, input, audit }) {
    const current = await lockLimitById(tx, input.id)
    if (!current?.isActive) throw notFound('active limit')
    requireVersion(context, current.version)
    const row = await updateLimit(tx, current.id, { isActive: false, changedBy: context.principal.userId })
    await audit({
      action: 'budget.removed',
      subjectType: 'budget',
      subjectId: row.id,
      details: { scope: row.scope, currency: row.currency },
    })
    const { firstName, lastName } = context.principal
    const [removed] = await describeLimits(tx, [row])
    await tellAdmins(tx, context, {
      about: { type: 'budget', id: row.id },
      kind: `removed_${row.version}`,
      subject: `A budget in ${row.currency} was removed`,
      body: `${firstName} ${lastName} removed the budget of ${removed!.subject_name ?? 'the company'} in ${row.currency}.`,
    })
    return removed!
  },
})
