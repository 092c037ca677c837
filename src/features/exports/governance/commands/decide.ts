import { queueMail } from '#src/features/mail/service.ts'
import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { AppError } from '#src/lib/errors.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { getVisible } from '../../record/access.ts'
import { type FoundExport, getEmail, moveExport, viewerOf } from '../../record/repository.ts'
import { toResource } from '../../record/resource.ts'
import { byId, exportResource } from '../../record/schema.ts'
import { exportsRun } from '../../runs/queue.ts'
import { insertStatistic } from '../../runs/repository.ts'
import { decideApproval, releaseExport } from '../record/repository.ts'
import { rejectInput } from '../record/schema.ts'

export const approveExport = defineCommand({
  name: 'exports.approve',
  summary: 'Approve an export that is waiting for approval. Nobody can approve their own.',
  permission: 'exports.approve',
  input: byId,
  output: exportResource,
  async run({ context, tx, input, audit }) {
    const { creator } = await getWaiting(tx, context, input.id)
    const row = await releaseExport(tx, input.id)
    const { userId: decidedBy } = context.principal
    if (!row || !(await decideApproval(tx, input.id, { decision: 'approved', decidedBy }))) throw isDecided()
    await enqueue(tx, exportsRun, row, { exportId: row.id }, { priority: row.priority })
    await audit({ action: 'export.approved', subjectType: 'export', subjectId: row.id })
    return toResource({ row, creator }, viewerOf(context.principal))
  },
})

export const rejectExport = defineCommand({
  name: 'exports.reject',
  summary: 'Reject an export that is waiting for approval, with a reason that its creator gets.',
  permission: 'exports.approve',
  input: rejectInput,
  output: exportResource,
  async run({ context, tx, input, audit }) {
    const { creator } = await getWaiting(tx, context, input.id)
    const { userId: decidedBy, firstName, lastName } = context.principal
    // The export first, as a withdrawal does: in another order each would wait for the other.
    const row = await moveExport(tx, input.id, ['pending'], {
      status: 'cancelled',
      completedAt: new Date(),
      phase: null,
      errorMessage: `Rejected by ${firstName} ${lastName}: ${input.reason}`,
    })
    const decision = { decision: 'rejected', decidedBy, note: input.reason } as const
    if (!row || !(await decideApproval(tx, input.id, decision))) throw isDecided()
    await insertStatistic(tx, row, null)
    await queueMail(tx, {
      ...{ tenantId: row.tenantId, requestId: context.requestId, about: { type: 'export', id: row.id } },
      kind: 'rejected',
      recipient: await getEmail(tx, row.createdBy),
      subject: `${row.exportName} was not approved`,
      body: `${row.errorMessage}\n\nChange the export and request it again: ${new URL(`/exports/${row.id}`, env().APP_URL)}\n`,
    })
    await audit({
      action: 'export.rejected',
      subjectType: 'export',
      subjectId: row.id,
      details: { reason: input.reason },
    })
    return toResource({ row, creator }, viewerOf(context.principal))
  },
})

/** An export that waits for somebody else's decision than its creator's. */
async function getWaiting(tx: Tx, context: Context, id: string): Promise<FoundExport> {
  const found = await getVisible(tx, context, id)
  const { status, phase, createdBy } = found.row
  if (createdBy === context.principal.userId) {
    throw new AppError('forbidden', 'This is your own export. Another admin must decide.')
  }
  if (status !== 'pending' || phase !== 'approval') throw isDecided()
  return found
}

function isDecided(): AppError {
  return new AppError('conflict', 'This export is no longer waiting for approval. Reload the page.')
}
