import type { Context, Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
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
> & {
  retryOf?: string
  snapshotOf?: string
  templateId?: string | null
  priority?: number
  rowsExpected?: number | undefined
}

/** Stores a request and its job: both are there, or neither. */
export async function startRun(
  tx: Tx,
  { principal, requestId }: Context,
  requested: Requested,
): Promise<ExportRow> {
  const { tenantId, userId, apiKeyId } = principal
  const row = await insertExport(tx, {
    ...requested,
    exportName: requested.exportName.normalize('NFC'),
    tenantId,
    createdBy: userId,
    apiKeyId: apiKeyId ?? null,
    requestId,
  })
  await enqueue(tx, exportsRun, row, { exportId: row.id }, { priority: row.priority })
  return row
}

/** The caller as the creator of what they request. */
export function creatorOf({ userId, firstName, lastName, email }: Principal): Creator {
  return { id: userId, firstName, lastName, email }
}
