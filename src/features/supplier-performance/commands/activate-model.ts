import { AppError, illegalTransition, notFound } from '#src/lib/errors.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { activate, findActive, lockModel, type ModelRow, retireFrom } from '../record/repository.ts'
import { canActivate } from '../record/resource.ts'
import { modelById, modelResource } from '../record/schema.ts'
import { getModelCard } from '../record/service.ts'
import { latenessFollow } from '../runs/queue.ts'

export const activateModel = defineCommand({
  name: 'analytics.models.activate',
  summary:
    'Put a candidate to use that was no worse than the model in use, or roll back to one that was in use before.',
  permission: 'analytics.manage',
  input: modelById,
  output: modelResource,
  async run({ context: { principal, requestId }, tx, input: { id }, audit }) {
    const row = await lockModel(tx, id)
    if (!row) throw notFound('model')
    requireUsable(row)
    const inUse = await findActive(tx, 'lateness')
    const isRollBack = row.status === 'retired'
    if (!isRollBack && inUse && row.comparedWith !== inUse.id)
      throw new AppError(
        'conflict',
        `It was not compared with model ${inUse.number}, which is in use now. Train a new one.`,
      )
    await retireFrom(tx, 'lateness', 'active')
    const active = await activate(tx, row, principal.userId)
    if (!active) throw illegalTransition('model', 'changed', [])
    await enqueue(tx, latenessFollow, { tenantId: principal.tenantId, requestId }, { orderId: null })
    await audit({
      action: isRollBack ? 'model.rolled_back' : 'model.activated',
      subjectType: 'model',
      subjectId: id,
      details: { name: `Late deliveries, model ${row.number}`, instead_of: inUse?.number ?? null },
    })
    return getModelCard(tx, principal, id)
  },
})

function requireUsable(row: ModelRow): void {
  if (canActivate(row)) return
  const why =
    row.status === 'active'
      ? 'This model is in use already.'
      : row.status === 'refused'
        ? `This model was refused. ${row.reason ?? ''}`.trim()
        : row.status === 'candidate' || row.status === 'retired'
          ? 'This model was never in use, or an earlier version of Waybill trained it. Train a new one.'
          : `This model is ${row.status}: there is nothing to put to use.`
  throw new AppError('illegal_transition', why, { facts: { state: row.status, legal: [] } })
}
