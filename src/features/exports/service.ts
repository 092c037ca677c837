import * as z from 'zod'
import type { Context, Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { defineCommand, defineQuery } from '#src/lib/operation.ts'
import { enqueue } from '#src/lib/queue.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { getOwn, getVisible } from './access.ts'
import { detailsOf } from './details.ts'
import { planExport } from './plan.ts'
import { type ExportRow, findExportsByIds, insertExport, moveExport, viewerOf } from './repository.ts'
import { isRetryable, requestOf, toProgress, toResource } from './resource.ts'
import { exportsRun } from './runs/queue.ts'
import { insertStatistic } from './runs/repository.ts'
import {
  byId,
  createExportInput,
  exportDetails,
  exportProgress,
  exportResource,
  getExportInput,
} from './schema.ts'
import { exportFolder } from './stored-files.ts'

export const createExport = defineCommand({
  name: 'exports.create',
  summary: 'Ask for an export; it starts at once.',
  permission: 'exports.create',
  input: createExportInput,
  output: exportResource,
  async run({ context, tx, input, audit }) {
    const { principal } = context
    const plan = planExport(principal, input)
    const row = await insertAndEnqueue(tx, context, {
      exportName: input.export_name,
      exportType: plan.dataset.key,
      format: plan.format.key,
      filters: plan.filters,
      columns: input.columns ?? null,
      sort: plan.sort,
      options: input.options,
      timeZone: plan.timeZone,
      recipients: [...new Set(input.recipients.map((address) => address.toLowerCase()))],
    })
    await audit({
      action: 'export.created',
      subjectType: 'export',
      subjectId: row.id,
      details: { export_type: row.exportType, format: row.format, filters: row.filters },
    })
    return toResource({ row, creator: creatorOf(principal) })
  },
})

export const getExport = defineQuery({
  name: 'exports.get',
  summary: 'One export; with include_details its statistics, attempts and downloads.',
  permission: 'exports.read',
  input: getExportInput,
  output: exportDetails,
  async run({ context, tx, input }) {
    const found = await getVisible(tx, context, input.id)
    const resource = toResource(found)
    return input.include_details === 'true' ? { ...resource, ...(await detailsOf(tx, input.id)) } : resource
  },
})

export const getExportStatus = defineQuery({
  name: 'exports.status',
  summary: 'How far one export is.',
  permission: 'exports.read',
  input: byId,
  output: exportProgress,
  run: async ({ context, tx, input }) => toProgress(await getVisible(tx, context, input.id)),
})

/** The progress of those among the ids that may be seen; for the console's live view. */
export const getProgress = defineQuery({
  name: 'exports.progress',
  summary: 'How far several exports are.',
  permission: 'exports.read',
  input: z.strictObject({ ids: z.array(z.uuid()).max(100) }),
  output: z.array(exportResource),
  run: async ({ context, tx, input }) =>
    (await findExportsByIds(tx, viewerOf(context.principal), input.ids)).map(toResource),
})

export const cancelExport = defineCommand({
  name: 'exports.cancel',
  summary: 'Stop an export: pending ones at once, running ones within a second.',
  permission: 'exports.execute',
  input: byId,
  output: exportResource,
  async run({ context, tx, input, audit }) {
    const { row, creator } = await getOwn(tx, context, input.id)
    if (row.cancelRequestedAt && row.status === 'processing') {
      await audit({ action: 'export.cancel_repeated', subjectType: 'export', subjectId: row.id })
      return toResource({ row, creator })
    }
    const now = new Date()
    // Locks the row, whose state may have changed since it was read.
    const cancelling = await moveExport(tx, row.id, ['pending', 'processing'], { cancelRequestedAt: now })
    if (!cancelling) throw await isFinished(tx, context, row)
    if (cancelling.status === 'pending') {
      const changes = { status: 'cancelled' as const, completedAt: now, phase: null }
      const cancelled = await moveExport(tx, row.id, ['pending'], changes)
      if (!cancelled) throw new Error('a locked row changed')
      await insertStatistic(tx, cancelled, null)
      await audit({ action: 'export.cancelled', subjectType: 'export', subjectId: row.id })
      return toResource({ row: cancelled, creator })
    }
    await audit({ action: 'export.cancel_requested', subjectType: 'export', subjectId: row.id })
    return toResource({ row: cancelling, creator })
  },
})

export const retryExport = defineCommand({
  name: 'exports.retry',
  summary: 'Ask again for what a failed, cancelled or expired export was to hold.',
  permission: 'exports.create',
  input: byId,
  output: exportResource,
  async run({ context, tx, input, audit }) {
    const { row: original } = await getOwn(tx, context, input.id)
    if (!isRetryable(original)) {
      throw new AppError(
        'conflict',
        `This export is ${original.status}. Only failed, cancelled and expired exports can be retried.`,
      )
    }
    planExport(context.principal, requestOf(original))
    const { exportName, exportType, format, filters, columns, sort, options, timeZone, recipients } = original
    const row = await insertAndEnqueue(tx, context, {
      ...{ exportName, exportType, format, filters, columns, sort, options, timeZone, recipients },
      retryOf: original.id,
    })
    await audit({
      action: 'export.created',
      subjectType: 'export',
      subjectId: row.id,
      details: { retry_of: original.id },
    })
    return toResource({ row, creator: creatorOf(context.principal) })
  },
})

export const deleteExport = defineCommand({
  name: 'exports.delete',
  summary: 'Remove an export: its file first, then the record. The audit trail stays.',
  permission: 'exports.delete',
  input: byId,
  output: z.object({ id: z.uuid(), deleted: z.literal(true) }),
  async run({ context, tx, input, audit }) {
    const { row } = await getOwn(tx, context, input.id)
    const finished = ['completed', 'failed', 'cancelled']
    const gone = { deletedAt: new Date(), filePath: null, files: [] }
    if (!finished.includes(row.status)) {
      throw new AppError('conflict', `This export is ${row.status}. Cancel it first, then delete it.`)
    }
    await getStorage().remove(exportFolder(row))
    if (!(await moveExport(tx, row.id, finished, gone))) throw notFound('export')
    await audit({ action: 'export.deleted', subjectType: 'export', subjectId: row.id })
    return { id: row.id, deleted: true as const }
  },
})

async function isFinished(tx: Tx, context: Context, { id }: ExportRow): Promise<AppError> {
  const { row } = await getVisible(tx, context, id)
  return new AppError('conflict', `This export is already ${row.status}.`)
}

type Asked = Pick<
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
> & { retryOf?: string }

async function insertAndEnqueue(tx: Tx, { principal, requestId }: Context, asked: Asked): Promise<ExportRow> {
  const { tenantId, userId, apiKeyId } = principal
  const row = await insertExport(tx, {
    ...asked,
    tenantId,
    createdBy: userId,
    apiKeyId: apiKeyId ?? null,
    requestId,
  })
  await enqueue(tx, exportsRun, { tenantId, requestId }, { exportId: row.id })
  return row
}

function creatorOf({ userId, firstName, lastName, email }: Principal) {
  return { id: userId, firstName, lastName, email }
}
