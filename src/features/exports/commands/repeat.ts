import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { Audit } from '#src/lib/operation/operation.ts'
import { keepDestinations } from '../destinations/record/service.ts'
import { fileColumns } from '../record/about-file.ts'
import type { FilePlan } from '../record/plan-file.ts'
import { type ExportRow, viewerOf } from '../record/repository.ts'
import type { ExportRequest } from '../record/request.ts'
import { toResource } from '../record/resource.ts'
import type { ExportResource } from '../record/schema.ts'
import { keepRecipients } from '../sharing/service.ts'
import { creatorOf, startRun } from './start-run.ts'

/** Starts what an earlier export requested, as the caller; recipients who may not have the file any more are left out. */
export async function repeat(
  tx: Tx,
  context: Context,
  original: ExportRow,
  plan: FilePlan,
  audit: Audit,
  link: { retryOf?: string },
): Promise<ExportResource> {
  const contents = { exportType: plan.dataset.key, columns: fileColumns(plan.columns) }
  const isOwn = original.createdBy === context.principal.userId
  // Somebody it was shared with repeats it for themselves.
  const asked = isOwn || link.retryOf ? original.recipients : []
  const { kept, dropped } = await keepRecipients(tx, asked, contents)
  const { exportName, exportType, format, filters, columns, sort, timeZone } = original
  // Whoever asks again wants the rows of now.
  const { reuse_minutes: _, ...options } = original.options as ExportRequest['options']
  const row = await startRun(tx, context, {
    ...{ exportName, exportType, format, filters, columns, sort, options, timeZone },
    recipients: kept,
    destinations: await keepDestinations(tx, isOwn || link.retryOf ? original.destinations : []),
    ...link,
    // A retry is the same run of its schedule once more.
    ...(link.retryOf && original.isDelta && original.scheduleId
      ? { isDelta: true, scheduleId: original.scheduleId }
      : {}),
  })
  await audit({
    action: 'export.created',
    subjectType: 'export',
    subjectId: row.id,
    details: {
      ...(link.retryOf ? { retry_of: original.id } : { again_of: original.id }),
      ...(dropped.length > 0 ? { dropped_recipients: dropped } : {}),
    },
  })
  return toResource({ row, creator: creatorOf(context.principal) }, viewerOf(context.principal))
}
