import { randomUUID } from 'node:crypto'
import { queueMail } from '#src/features/mail/service.ts'
import type { TenantId } from '#src/lib/context.ts'
import { systemTransaction, type Tx, transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { getEmail, moveExport } from '../record/repository.ts'
import { insertStatistic } from '../runs/repository.ts'
import { decideApproval, findUndecided } from './record/repository.ts'
import { noRules } from './record/rules.ts'

const batch = 200

/** Ends approvals that nobody decided in time, and tells whoever asked; returns how many. */
export async function endUndecided(): Promise<number> {
  const undecided = await systemTransaction((tx) => findUndecided(tx, noRules.approvalDays, batch))
  let ended = 0
  for (const { tenantId, exportId, days } of undecided) {
    if (await transaction(tenantId, 'read write', (tx) => endOne(tx, tenantId, exportId, days))) ended += 1
  }
  return ended
}

export const undecidedApprovals = defineSweep({
  name: 'approvals.expire',
  every: 60_000,
  run: endUndecided,
})

/** False when somebody decided meanwhile. */
async function endOne(tx: Tx, tenantId: TenantId, id: string, days: number): Promise<boolean> {
  const requestId = `approvals.expire ${randomUUID()}`
  const within = days === 1 ? '1 day' : `${days} days`
  // The export first, as a rejection does: in another order each would wait for the other.
  const row = await moveExport(tx, id, ['pending'], {
    ...{ status: 'cancelled', completedAt: new Date(), phase: null },
    errorMessage: `Nobody approved or rejected it within ${within}.`,
  })
  if (!row || !(await decideApproval(tx, id, { decision: 'expired', decidedBy: null }))) return false
  await insertStatistic(tx, row, null)
  await queueMail(tx, {
    ...{ tenantId, requestId, about: { type: 'export', id } },
    kind: 'approval_expired',
    recipient: await getEmail(tx, row.createdBy),
    subject: `${row.exportName} was not decided in time`,
    body: `${row.errorMessage}\n\nAsk an admin, then request it again: ${new URL(`/exports/${id}`, env().APP_URL)}\n`,
  })
  await writeAuditEntry(
    tx,
    { tenantId, requestId },
    { action: 'export.approval_expired', subjectType: 'export', subjectId: id, details: { days } },
  )
  return true
}
