import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { type Audit, defineCommand } from '#src/lib/operation/operation.ts'
import { decideApproval } from '../governance/record/repository.ts'
import { getOwn, getVisible } from '../record/access.ts'
import { type ExportRow, moveExport, viewerOf } from '../record/repository.ts'
import { toResource } from '../record/resource.ts'
import { byId, type ExportResource, exportResource } from '../record/schema.ts'
import { insertStatistic } from '../runs/repository.ts'

export const cancelExport = defineCommand({
  name: 'exports.cancel',
  summary: 'Cancel an export: a pending one at once, a running one within a second.',
  permission: 'exports.execute',
  input: byId,
  output: exportResource,
  run: ({ context, tx, input, audit }) => cancelOne(tx, context, input.id, audit),
})

export async function cancelOne(tx: Tx, context: Context, id: string, audit: Audit): Promise<ExportResource> {
  const viewer = viewerOf(context.principal)
  const { row, creator } = await getOwn(tx, context, id)
  if (row.cancelRequestedAt && row.status === 'processing') {
    await audit({ action: 'export.cancel_repeated', subjectType: 'export', subjectId: row.id })
    return toResource({ row, creator }, viewer)
  }
  const now = new Date()
  // Locks the row, whose state may have changed since it was read.
  const cancelling = await moveExport(tx, row.id, ['pending', 'processing'], { cancelRequestedAt: now })
  if (!cancelling) throw await isFinished(tx, context, row)
  if (cancelling.status === 'pending') {
    const changes = { status: 'cancelled' as const, completedAt: now, phase: null }
    const cancelled = await moveExport(tx, row.id, ['pending'], changes)
    if (!cancelled) throw new Error('a locked row changed')
    await decideApproval(tx, row.id, { decision: 'withdrawn', decidedBy: context.principal.userId })
    await insertStatistic(tx, cancelled, null)
    await audit({ action: 'export.cancelled', subjectType: 'export', subjectId: row.id })
    return toResource({ row: cancelled, creator }, viewer)
  }
  await audit({ action: 'export.cancel_requested', subjectType: 'export', subjectId: row.id })
  return toResource({ row: cancelling, creator }, viewer)
}

async function isFinished(tx: Tx, context: Context, { id }: ExportRow): Promise<AppError> {
  const { row } = await getVisible(tx, context, id)
  return new AppError('conflict', `This export is already ${row.status}.`)
}
