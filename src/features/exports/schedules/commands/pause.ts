import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile } from '#src/lib/operation/version.ts'
import { getLocked, readSchedule } from '../record/access.ts'
import { updateSchedule } from '../record/repository.ts'
import { byScheduleId, schedule } from '../record/schema.ts'

export const pauseSchedule = defineCommand({
  name: 'exports.schedules.pause',
  summary: 'Pause a schedule until it is resumed; runs due in the meantime are not made up.',
  permission: 'exports.schedules.update',
  input: byScheduleId,
  output: schedule,
  async run({ tx, input, audit }) {
    const before = await getLocked(tx, input.id)
    if (!(await updateSchedule(tx, before, { isActive: false, nextRun: null }))) throw changedMeanwhile()
    await audit({ action: 'schedule.paused', subjectType: 'schedule', subjectId: before.id })
    return readSchedule(tx, before.id)
  },
})
