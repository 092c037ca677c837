import * as z from 'zod'
import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { type Audit, defineCommand } from '#src/lib/operation/operation.ts'
import { getOwn } from '../record/access.ts'
import { deleteRecord } from '../record/repository.ts'
import { byId } from '../record/schema.ts'
import { removeStoredFiles } from '../runs/leftovers.ts'

export const deleteExport = defineCommand({
  name: 'exports.delete',
  summary: 'Delete an export and its file, which nobody can download from then on. The audit trail stays.',
  permission: 'exports.delete',
  input: byId,
  output: z.object({ id: z.uuid(), deleted: z.literal(true) }),
  run: ({ context, tx, input, audit }) => deleteOne(tx, context, input.id, audit),
  // From the commit on nobody can fetch the files; should their removal fail here, a sweep does it.
  after: ({ context, output }) => removeStoredFiles(context.principal.tenantId, output.id),
})

export async function deleteOne(tx: Tx, context: Context, id: string, audit: Audit) {
  const { row } = await getOwn(tx, context, id)
  if (!finished.includes(row.status)) {
    throw new AppError('conflict', `This export is ${row.status}. Cancel it first, then delete it.`)
  }
  if (!(await deleteRecord(tx, row.id, finished))) throw notFound('export')
  await audit({ action: 'export.deleted', subjectType: 'export', subjectId: row.id })
  return { id: row.id, deleted: true as const }
}

const finished = ['completed', 'failed', 'cancelled']
