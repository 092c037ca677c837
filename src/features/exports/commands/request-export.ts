import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { AuditEntry } from '#src/lib/operation/audit-trail.ts'
import type { FilePlan } from '../record/plan-file.ts'
import { viewerOf } from '../record/repository.ts'
import type { ExportRequest } from '../record/request.ts'
import { toResource } from '../record/resource.ts'
import type { ExportResource } from '../record/schema.ts'
import { checkRecipients } from '../sharing/service.ts'
import { creatorOf, startRun } from './start-run.ts'

interface NewRequest extends ExportRequest {
  export_name: string
  recipients: string[]
  rows_expected?: number | undefined
  /** What filled it in. */
  template_id?: string | undefined
}

/** Starts a planned request: the row, its job and its audit entry, or a refusal that names the recipients. */
export async function requestExport(
  tx: Tx,
  context: Context,
  request: NewRequest,
  plan: FilePlan,
  audit: (entry: AuditEntry) => Promise<void>,
  priority = 0,
): Promise<ExportResource> {
  const { principal } = context
  const contents = { exportType: plan.dataset.key, columns: plan.columns }
  const row = await startRun(tx, context, {
    exportName: request.export_name,
    exportType: plan.dataset.key,
    format: plan.format.key,
    filters: plan.filters,
    columns: request.columns?.length ? request.columns : null,
    sort: plan.sort,
    options: request.options,
    timeZone: plan.timeZone,
    recipients: await checkRecipients(tx, request.recipients, contents),
    rowsExpected: request.rows_expected,
    templateId: request.template_id ?? null,
    priority,
  })
  await audit({
    action: 'export.created',
    subjectType: 'export',
    subjectId: row.id,
    details: {
      ...{ export_type: row.exportType, format: row.format, filters: row.filters },
      ...(row.templateId ? { template_id: row.templateId } : {}),
    },
  })
  return toResource({ row, creator: creatorOf(principal) }, viewerOf(principal))
}
