import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { findOwner, getLocked, requireOwner } from '../record/access.ts'
import { databaseNow, findRunsByIds, hasUnfinished } from '../record/repository.ts'
import { toOccurrence } from '../record/resource.ts'
import { byScheduleId, occurrence } from '../record/schema.ts'
import { startOccurrence } from '../runs/start.ts'

export const runScheduleNow = defineCommand({
  name: 'exports.schedules.run',
  summary: 'Run a schedule once now, for its recipients; its next run stays as it is.',
  permission: 'exports.schedules.update',
  input: byScheduleId,
  output: occurrence,
  prepare: ({ context, input }) => findOwner(context, input.id),
  async run({ context, tx, input, prepared, audit }) {
    const row = await getLocked(tx, input.id)
    const now = await databaseNow(tx)
    const { owner, plan } = requireOwner(prepared, row, now)
    if (await hasUnfinished(tx, row.id)) {
      throw new AppError('conflict', 'A run of this schedule is not finished yet. Wait for it, or cancel it.')
    }
    const made = await startOccurrence(tx, {
      ...{ row, plan, trigger: 'manual', scheduledFor: now },
      principal: owner,
      requestId: context.requestId,
      userId: context.principal.userId,
    })
    if (!made) throw new AppError('conflict', 'This schedule is already running. See its history.')
    await audit({
      action: 'schedule.run_requested',
      subjectType: 'schedule',
      subjectId: row.id,
      details: { occurrence_id: made.id, export_id: made.exportId },
    })
    return toOccurrence((await findRunsByIds(tx, [made.id]))[0]!)
  },
})
