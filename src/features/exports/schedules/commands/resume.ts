import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile } from '#src/lib/operation/version.ts'
import { nextRuns } from '../calendar/runs.ts'
import { findOwner, getLocked, readSchedule, requireOwner } from '../record/access.ts'
import { databaseNow, updateSchedule } from '../record/repository.ts'
import { ruleOf } from '../record/rule-input.ts'
import { byScheduleId, schedule } from '../record/schema.ts'

export const resumeSchedule = defineCommand({
  name: 'exports.schedules.resume',
  summary: 'Resume a paused schedule, or one on hold, from its next due time.',
  permission: 'exports.schedules.update',
  input: byScheduleId,
  output: schedule,
  prepare: ({ context, input }) => findOwner(context, input.id),
  async run({ tx, input, prepared: owner, audit }) {
    const before = await getLocked(tx, input.id)
    const now = await databaseNow(tx)
    requireOwner(owner, before, now)
    const isRunning = before.isActive && !before.holdReason
    const nextRun = isRunning ? before.nextRun : (nextRuns(ruleOf(before), now, 1)[0]?.at ?? null)
    const changes = { isActive: true, holdReason: null, heldAt: null, nextRun }
    if (!(await updateSchedule(tx, before, changes))) throw changedMeanwhile()
    await audit({ action: 'schedule.resumed', subjectType: 'schedule', subjectId: before.id })
    return readSchedule(tx, before.id)
  },
})
