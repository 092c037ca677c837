import { findPrincipalByUser } from '#src/lib/access/principals.ts'
import { invalid } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile } from '#src/lib/operation/version.ts'
import { nextRuns } from '../calendar/runs.ts'
import { getLocked, readSchedule } from '../record/access.ts'
import { planForOwner, requestOf } from '../record/plan-occurrence.ts'
import { holds } from '../record/reasons.ts'
import { databaseNow, updateSchedule } from '../record/repository.ts'
import { ruleOf } from '../record/rule-input.ts'
import { handOverInput, schedule } from '../record/schema.ts'

export const handOverSchedule = defineCommand({
  name: 'exports.schedules.hand_over',
  summary: 'Hand a schedule over to another admin, with whose rights it then runs; one on hold resumes.',
  permission: 'exports.schedules.update',
  input: handOverInput,
  output: schedule,
  prepare: ({ input }) => findPrincipalByUser(input.owner_id),
  async run({ context, tx, input, prepared: heir, audit }) {
    const before = await getLocked(tx, input.id)
    if (heir?.tenantId !== context.principal.tenantId) {
      throw invalid('owner_id', 'must be an active member of your company')
    }
    const now = await databaseNow(tx)
    const { hold } = planForOwner(heir, requestOf(before), now)
    if (hold) throw invalid('owner_id', refusals[hold] ?? holds[hold].message)
    const next = before.isActive ? (nextRuns(ruleOf(before), now, 1)[0]?.at ?? null) : null
    const nextRun = before.holdReason ? next : before.nextRun
    const changes = { ownerId: heir.userId, holdReason: null, heldAt: null, nextRun }
    if (!(await updateSchedule(tx, before, changes))) throw changedMeanwhile()
    await audit({
      action: 'schedule.handed_over',
      subjectType: 'schedule',
      subjectId: before.id,
      details: { from: before.ownerId, to: heir.userId },
    })
    return readSchedule(tx, before.id)
  },
})

const refusals: Record<string, string> = {
  owner_demoted: 'must be an admin: only admins run schedules',
  rights_lost: 'must be someone who can read this dataset',
  request_outdated: 'may not see every column of this schedule; change the columns first',
}
