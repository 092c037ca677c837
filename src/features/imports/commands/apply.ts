import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { toImport } from '../record/resource.ts'
import { getImportRow, startStep } from '../record/service.ts'
import { applyInput, type ImportCounts, importResource } from '../schema.ts'

export const applyImport = defineCommand({
  name: 'imports.apply',
  summary: 'Apply a checked file: all of it, or its valid rows.',
  permission: 'imports.run',
  input: applyInput,
  output: importResource,
  async run({ context, tx, input: { id, scope }, audit }) {
    const before = await getImportRow(tx, id)
    const { error_rows } = (before.counts ?? { error_rows: 0 }) as ImportCounts
    if (before.status === 'checked' && scope === 'all' && error_rows > 0) {
      const message = `${error_rows} rows have errors. Correct the file and upload it again, or apply its valid_rows.`
      throw new AppError('conflict', message, { facts: { error_rows } })
    }
    const row = await startStep(tx, context, before, { from: 'checked', to: 'applying', scope })
    await audit({
      action: 'import.apply_requested',
      subjectType: 'import',
      subjectId: id,
      details: { file_name: row.fileName, scope },
    })
    return toImport(row)
  },
})
