import { defineQuery } from '#src/lib/operation/operation.ts'
import { readSchedule } from '../record/access.ts'
import { byScheduleId, schedule } from '../record/schema.ts'

export const getSchedule = defineQuery({
  name: 'exports.schedules.get',
  summary: 'One schedule with its last five results.',
  permission: 'exports.schedules.read',
  input: byScheduleId,
  output: schedule,
  run: ({ tx, input }) => readSchedule(tx, input.id),
})
