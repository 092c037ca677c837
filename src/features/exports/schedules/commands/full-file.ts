import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { closeChain } from '../../deltas/repository.ts'
import { getLocked, readSchedule } from '../record/access.ts'
import { byScheduleId, schedule } from '../record/schema.ts'

export const requestFullFile = defineCommand({
  name: 'exports.schedules.full_file',
  summary: 'Let the next file of a schedule that sends changes hold every row again.',
  permission: 'exports.schedules.update',
  input: byScheduleId,
  output: schedule,
  async run({ tx, input, audit }) {
    const { id, isDelta } = await getLocked(tx, input.id)
    if (!isDelta) throw new AppError('conflict', 'Every file of this schedule holds every row already.')
    await closeChain(tx, id)
    await audit({ action: 'schedule.full_file_requested', subjectType: 'schedule', subjectId: id })
    return readSchedule(tx, id)
  },
})
