import { defineQuery } from '#src/lib/operation/operation.ts'
import { toImport } from '../record/resource.ts'
import { getImportRow } from '../record/service.ts'
import { importById, importResource } from '../schema.ts'

export const getImport = defineQuery({
  name: 'imports.get',
  summary: 'One import: how far it is, how its file was read, what it changes, and what can be done with it.',
  permission: 'inventory.read',
  input: importById,
  output: importResource,
  run: async ({ tx, input: { id } }) => toImport(await getImportRow(tx, id)),
})
