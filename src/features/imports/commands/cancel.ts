import { illegalTransition } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { moveImport } from '../record/repository.ts'
import { legalMoves, toImport } from '../record/resource.ts'
import { getImportRow } from '../record/service.ts'
import { importById, importResource } from '../schema.ts'

export const cancelImport = defineCommand({
  name: 'imports.cancel',
  summary: 'Cancel an import before its rows are there: nothing of it is applied.',
  permission: 'imports.run',
  input: importById,
  output: importResource,
  async run({ tx, input: { id }, audit }) {
    const before = await getImportRow(tx, id)
    const row =
      (await moveImport(tx, id, ['uploaded', 'checked'], { status: 'cancelled' })) ??
      // Whoever works on it hears of it and ends it.
      (await moveImport(tx, id, ['checking', 'applying'], { cancelRequestedAt: new Date() }))
    if (!row) throw illegalTransition('import', before.status, legalMoves(before))
    await audit({
      action: 'import.cancel_requested',
      subjectType: 'import',
      subjectId: id,
      details: { file_name: row.fileName },
    })
    return toImport(row)
  },
})
