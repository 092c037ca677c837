import * as z from 'zod'
import { notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { getLocked } from '../record/access.ts'
import { deleteSchedule as remove } from '../record/repository.ts'
import { byScheduleId } from '../record/schema.ts'

export const deleteSchedule = defineCommand({
  name: 'exports.schedules.delete',
  summary:
    'Delete a schedule and its history. The files it made stay until they expire, the audit trail for good.',
  permission: 'exports.schedules.delete',
  input: byScheduleId,
  output: z.object({ id: z.uuid(), deleted: z.literal(true) }),
  async run({ tx, input, audit }) {
    const { id, scheduleName } = await getLocked(tx, input.id)
    if (!(await remove(tx, id))) throw notFound('schedule')
    await audit({
      action: 'schedule.deleted',
      subjectType: 'schedule',
      subjectId: id,
      details: { schedule_name: scheduleName },
    })
    return { id, deleted: true as const }
  },
})
