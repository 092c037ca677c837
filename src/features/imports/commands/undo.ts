import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { toImport, undoUntil } from '../record/resource.ts'
import { getImportRow, startStep } from '../record/service.ts'
import { importById, importResource } from '../schema.ts'

export const undoImport = defineCommand({
  name: 'imports.undo',
  summary: 'Take back what a file changed, within 24 hours and unless any of it has changed since.',
  permission: 'imports.undo',
  input: importById,
  output: importResource,
  async run({ context, tx, input: { id }, audit }) {
    const before = await getImportRow(tx, id)
    const until = undoUntil(before)
    if (before.status === 'applied' && until && until.getTime() <= Date.now())
      throw new AppError(
        'gone',
        'An import can be undone for 24 hours. Correct what it changed by another file.',
      )
    const row = await startStep(tx, context, before, { from: 'applied', to: 'undoing' })
    await audit({
      action: 'import.undo_requested',
      subjectType: 'import',
      subjectId: id,
      details: { file_name: row.fileName },
    })
    return toImport(row)
  },
})
