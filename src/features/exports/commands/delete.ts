import * as z from 'zod'
import { AppError, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { getOwn } from '../record/access.ts'
import { moveExport } from '../record/repository.ts'
import { byId } from '../record/schema.ts'
import { exportFolder } from '../record/stored-files.ts'

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
