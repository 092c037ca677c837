import type { Context } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { type Audit, parseInput } from '#src/lib/operation/operation.ts'
import { checkDestinations } from '../destinations/record/service.ts'
import { fileColumns } from '../record/about-file.ts'
import type { FilePlan } from '../record/plan-file.ts'
import { viewerOf } from '../record/repository.ts'
import type { ExportRequest } from '../record/request.ts'
import { toResource } from '../record/resource.ts'
import { type CreateExportBody, createExportInput, type ExportResource } from '../record/schema.ts'
import { checkRecipients } from '../sharing/service.ts'
import { fillFromTemplate } from '../templates/commands/fill.ts'
import { countUse } from '../templates/record/repository.ts'
import { planFitting } from './fitting-plan.ts'
import { creatorOf, startRun } from './start-run.ts'

interface NewRequest extends ExportRequest {
  export_name: string
  recipients: string[]
  destinations: string[]
  rows_expected?: number | undefined
  /** What filled it in. */
  template_id?: string | undefined
}

/** The request with what its template adds, and its plan. */
export async function planRequest(
  context: Context,
  { template_id, ...body }: CreateExportBody,
): Promise<{ request: NewRequest; plan: FilePlan }> {
  const { principal } = context
  const filled = template_id
    ? await transaction(principal.tenantId, 'read only', (tx) =>
        fillFromTemplate(tx, context, template_id, body),
      )
    : body
  const request = parseInput(createExportInput, filled)
  return { request: { ...request, template_id }, plan: await planFitting(principal, request) }
}

/** Starts a planned request: the row, its job and its audit entry, or a refusal that names the recipients. */
export async function requestExport(
  tx: Tx,
  context: Context,
  request: NewRequest,
  plan: FilePlan,
  audit: Audit,
  priority = 0,
): Promise<ExportResource> {
  const { principal } = context
  if (request.template_id) await countUse(tx, request.template_id)
  const contents = { exportType: plan.dataset.key, columns: fileColumns(plan.columns) }
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
    destinations: await checkDestinations(tx, request.destinations),
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
