import { illegalTransition, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { dismiss, findOpportunity } from '../record/repository.ts'
import { toOpportunity } from '../record/resource.ts'
import { dismissInput, opportunityResource } from '../record/schema.ts'

export const dismissOpportunity = defineCommand({
  name: 'scouting.opportunities.dismiss',
  summary: 'Say that nothing is to be bought for an open opportunity, and why.',
  permission: 'trading.create',
  input: dismissInput,
  output: opportunityResource,
  async run({ context, tx, input: { id, reason }, audit }) {
    const row = await findOpportunity(tx, id)
    if (!row) throw notFound('opportunity')
    if (!(await dismiss(tx, { id, userId: context.principal.userId, note: reason })))
      throw illegalTransition('opportunity', (await findOpportunity(tx, id))!.status, [])
    await audit({
      action: 'opportunity.dismissed',
      subjectType: 'opportunity',
      subjectId: id,
      details: { name: row.title, reason },
    })
    return toOpportunity((await findOpportunity(tx, id))!)
  },
})
