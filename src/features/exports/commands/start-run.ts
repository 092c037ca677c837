import type { Context, Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { requestApproval, reviewRequest } from '../governance/review/service.ts'
import { type Creator, type ExportRow, insertExport } from '../record/repository.ts'
import { exportsRun } from '../runs/queue.ts'

/** The lane of requests whose caller waits for them. */
export const highPriority = 10

type Requested = Pick<
  ExportRow,
  | 'exportName'
  | 'exportType'
  | 'format'
  | 'filters'
  | 'columns'
  | 'sort'
  | 'options'
  | 'timeZone'
  | 'recipients'
  | 'destinations'
> & {
  retryOf?: string
  snapshotOf?: string
  templateId?: string | null
  priority?: number
  rowsExpected?: number | undefined
  scheduleId?: string
  isDelta?: boolean
}

/**
 * Stores a request and its job: both are there, or neither. A request that the company's rules let run only with
 * an approval gets its job when an admin approves it.
 */
export async function startRun(tx: Tx, context: Context, requested: Requested): Promise<ExportRow> {
  const { principal, requestId } = context
  const { reasons, retentionDays } = await reviewRequest(tx, context, requested)
  const { tenantId, userId, apiKeyId } = principal
  const row = await insertExport(tx, {
    ...requested,
    exportName: requested.exportName.normalize('NFC'),
    tenantId,
    createdBy: userId,
    apiKeyId: apiKeyId ?? null,
    requestId,
    retentionDays,
    phase: reasons.length > 0 ? 'approval' : null,
  })
  if (reasons.length > 0) await requestApproval(tx, row, reasons)
  else await enqueue(tx, exportsRun, row, { exportId: row.id }, { priority: row.priority })
  return row
}

/** The caller as the creator of what they request. */
export function creatorOf({ userId, firstName, lastName, email }: Principal): Creator {
  return { id: userId, firstName, lastName, email }
}
