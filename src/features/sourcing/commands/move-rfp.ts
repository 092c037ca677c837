import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { close } from '../closing/service.ts'
import { cancelled, senderOf, tellInvited } from '../notices/service.ts'
import { type RfpStatus, requireMove } from '../record/moves.ts'
import { updateRfp } from '../record/repository.ts'
import { rfpById, rfpDetails } from '../record/schema.ts'
import { getChangeable, getDetails } from '../record/service.ts'

export const closeRfp = defineCommand({
  name: 'rfps.close',
  summary:
    'Close a request whose deadline has passed, which also happens by itself within a minute. Nobody can close it before.',
  permission: 'rfps.write',
  input: rfpById,
  output: rfpDetails,
  async run({ context, tx, input: { id }, audit }) {
    const before = await getChangeable(tx, context, id)
    requireMove(before.status as RfpStatus, 'close')
    if (!before.isPast)
      throw new AppError(
        'illegal_transition',
        `Responses are taken until ${before.deadline.toISOString()}, and stay sealed until then. It can be: cancelled.`,
        { facts: { state: before.status, legal: ['cancelled'], deadline: before.deadline.toISOString() } },
      )
    await close(tx, senderOf(context), before, audit)
    return getDetails(tx, context, id)
  },
})

export const cancelRfp = defineCommand({
  name: 'rfps.cancel',
  summary: 'Cancel a request before it is awarded. Its responses stay sealed unless it was closed.',
  permission: 'rfps.write',
  input: rfpById,
  output: rfpDetails,
  async run({ context, tx, input: { id }, audit }) {
    const before = await getChangeable(tx, context, id)
    requireMove(before.status as RfpStatus, 'cancel')
    await updateRfp(tx, before, { status: 'cancelled' })
    await audit({
      action: 'rfp.cancelled',
      subjectType: 'rfp',
      subjectId: id,
      details: { name: before.rfpNo, from: before.status },
    })
    // Nobody has heard of a draft.
    if (before.status !== 'draft') {
      const notice = cancelled(before)
      await tellInvited(tx, senderOf(context), before, () => notice)
    }
    return getDetails(tx, context, id)
  },
})
