import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { getLocked } from '../record/access.ts'
import { planOccurrence, requestOf } from '../record/plan-occurrence.ts'
import { databaseNow, findRunsByIds } from '../record/repository.ts'
import { toOccurrence } from '../record/resource.ts'
import { byScheduleId, occurrence } from '../record/schema.ts'
import { startOccurrence } from '../runs/start.ts'

export const sendTest = defineCommand({
  name: 'exports.schedules.test',
  summary: 'Make a schedule’s file once now and email a link to it to you alone, with your rights.',
  permission: 'exports.schedules.update',
  input: byScheduleId,
  output: occurrence,
  async run({ context, tx, input, audit }) {
    const row = await getLocked(tx, input.id)
    const now = await databaseNow(tx)
    const made = await startOccurrence(tx, {
      ...{ row, trigger: 'test', scheduledFor: now },
      principal: context.principal,
      plan: planOccurrence(context.principal, requestOf(row), now),
      requestId: context.requestId,
      userId: context.principal.userId,
    })
    if (!made) throw new AppError('conflict', 'This schedule is already running. Try again.')
    await audit({
      action: 'schedule.test_requested',
      subjectType: 'schedule',
      subjectId: row.id,
      details: { export_id: made.exportId },
    })
    return toOccurrence((await findRunsByIds(tx, [made.id]))[0]!)
  },
})
