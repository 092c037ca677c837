import * as z from 'zod'
import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { getImportRow } from '../record/service.ts'
import { importById } from '../schema.ts'

export const getErrorFile = defineQuery({
  name: 'imports.error_file',
  summary: 'The file as CSV with a column that says what is wrong with each row.',
  permission: 'inventory.read',
  input: importById,
  output: z.object({ key: z.string(), file_name: z.string() }),
  async run({ tx, input: { id } }) {
    const { errorFileKey, removedAt, fileName } = await getImportRow(tx, id)
    if (!errorFileKey || removedAt) throw notFound('file of errors')
    return { key: errorFileKey, file_name: `${fileName.replace(/\.[^.]+$/, '')} with errors.csv` }
  },
})
