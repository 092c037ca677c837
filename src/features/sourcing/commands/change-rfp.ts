import { isTaken } from '#src/lib/db/transaction.ts'
import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { extended, senderOf, tellInvited } from '../notices/service.ts'
import { illegalMove, type RfpStatus } from '../record/moves.ts'
import { isPast, updateRfp } from '../record/repository.ts'
import { changeRfpInput, type RfpGiven, rfpDetails } from '../record/schema.ts'
import {
  deadlinePassed,
  duplicate,
  getChangeable,
  getDetails,
  type LockedRfp,
  scopeColumns,
  storeLists,
} from '../record/service.ts'

export const changeRfp = defineCommand({
  name: 'rfps.change',
  summary:
    'Change a draft: what is named, and lists as a whole. Of a published request only the deadline changes, to a later one.',
  permission: 'rfps.write',
  input: changeRfpInput,
  output: rfpDetails,
  async run({ context, tx, input: { id, ...given }, audit }) {
    const before = await getChangeable(tx, context, id)
    const changed = Object.keys(given)
    if (changed.length === 0) throw invalid('', 'names nothing to change')
    requireChangeable(before, given)
    const { rfp_no: rfpNo, title, description, currency, deadline } = given
    if (deadline && (await isPast(tx, deadline))) throw invalid('deadline', 'must be in the future')
    await storeLists(tx, before, given)
    const columns = { rfpNo, title, description, currency, deadline }
    await updateRfp(tx, before, { ...columns, ...(await scopeColumns(tx, given.scope_id)) }).catch(
      (error) => {
        throw isTaken(error, 'rfps_rfp_no_key') ? duplicate(rfpNo ?? before.rfpNo) : error
      },
    )
    await audit({
      action: 'rfp.updated',
      subjectType: 'rfp',
      subjectId: id,
      details: { name: rfpNo ?? before.rfpNo, changed, version: before.version + 1 },
    })
    if (deadline && before.status === 'published') {
      const notice = extended({ ...before, deadline }, context.principal.timeZone)
      await tellInvited(tx, senderOf(context), before, () => notice)
    }
    return getDetails(tx, context, id)
  },
})

/** Suppliers rely on what was published: it gives them more time at most. */
function requireChangeable(before: LockedRfp, { deadline, ...others }: RfpGiven): void {
  const status = before.status as RfpStatus
  if (status === 'draft') return
  if (status !== 'published') throw illegalMove(status)
  if (before.isPast) throw deadlinePassed(before)
  const [first] = Object.keys(others)
  if (first) throw invalid(first, 'cannot be changed any more: the request is published')
  if (deadline && deadline <= before.deadline)
    throw invalid('deadline', `must be later than ${before.deadline.toISOString()}`)
}
