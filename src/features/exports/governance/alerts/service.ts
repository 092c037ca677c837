import { findDatasetFor } from '#src/features/datasets/rows/rights.ts'
import { queueMail } from '#src/features/mail/service.ts'
import { tenantDatasets } from '#src/lib/access/datasets/stored-datasets.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import type { ExportRow } from '../../record/repository.ts'
import { findAdmins, findWrittenColumns, insertAlert } from '../record/repository.ts'
import { type Reason, reasonsInWords, showsSensitive } from '../record/rules.ts'
import { currentRules } from '../record/service.ts'

/** Tells admins of a completed export that is larger or more sensitive than the company's rules let pass. */
export async function alertAdmins(tx: Tx, row: ExportRow): Promise<void> {
  const rules = await currentRules(tx)
  const reasons: Reason[] = []
  if (rules.alertRows !== null && (row.recordCount ?? 0) > rules.alertRows) reasons.push('rows')
  if (rules.alertSensitive && (await hasSensitive(tx, row))) reasons.push('sensitive')
  if (reasons.length === 0) return
  const { tenantId, requestId, id } = row
  await insertAlert(tx, { tenantId, exportId: id, reasons })
  await writeAuditEntry(
    tx,
    { tenantId, requestId },
    { action: 'export.alerted', subjectType: 'export', subjectId: id, details: { reasons } },
  )
  const body = [
    `The export "${row.exportName}" was completed with ${row.recordCount} rows: ${reasonsInWords(reasons).join('; ')}.`,
    `See who made it and who downloaded it: ${new URL(`/exports/${id}`, env().APP_URL)}`,
  ]
  for (const admin of await findAdmins(tx)) {
    await queueMail(tx, {
      ...{ tenantId, requestId, about: { type: 'export', id } },
      kind: 'alert',
      recipient: admin.email,
      subject: `Large or sensitive export: ${row.exportName}`,
      body: `${body.join('\n\n')}\n`,
    })
  }
}

async function hasSensitive(tx: Tx, { id, exportType }: ExportRow): Promise<boolean> {
  const dataset = findDatasetFor({ customDatasets: await tenantDatasets(tx) }, exportType)
  return dataset !== undefined && showsSensitive(dataset, await findWrittenColumns(tx, id))
}
