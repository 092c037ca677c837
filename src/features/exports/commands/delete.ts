import * as z from 'zod'
import { AppError, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { getOwn } from '../record/access.ts'
import { deleteRecord } from '../record/repository.ts'
import { byId } from '../record/schema.ts'
import { removeStoredFiles } from '../runs/leftovers.ts'

export const deleteExport = defineCommand({
  name: 'exports.delete',
  summary:
    'Remove an export: from then on nobody can fetch its file, which is removed. The audit trail stays.',
  permission: 'exports.delete',
  input: byId,
  output: z.object({ id: z.uuid(), deleted: z.literal(true) }),
  async run({ context, tx, input, audit }) {
    const { row } = await getOwn(tx, context, input.id)
    if (!finished.includes(row.status)) {
      throw new AppError('conflict', `This export is ${row.status}. Cancel it first, then delete it.`)
    }
    if (!(await deleteRecord(tx, row.id, finished))) throw notFound('export')
    await audit({ action: 'export.deleted', subjectType: 'export', subjectId: row.id })
    return { id: row.id, deleted: true as const }
  },
  // From the commit on nobody can fetch the files; should their removal fail here, a sweep does it.
  after: ({ context, output }) => removeStoredFiles(context.principal.tenantId, output.id),
})

const finished = ['completed', 'failed', 'cancelled']
