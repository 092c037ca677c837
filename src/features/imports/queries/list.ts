import { definePage } from '#src/lib/operation/operation.ts'
import { pageAt } from '#src/lib/operation/paging.ts'
import { countImports, findImports } from '../record/repository.ts'
import { toImport } from '../record/resource.ts'
import { importResource, listImportsInput } from '../schema.ts'

export const listImports = definePage({
  name: 'imports.list',
  summary: 'Imports of the company, newest first.',
  permission: 'inventory.read',
  input: listImportsInput,
  item: importResource,
  async run({ tx, input }) {
    const rows = await findImports(tx, input.limit, (input.page - 1) * input.limit)
    return { items: rows.map((row) => toImport(row)), pagination: pageAt(input, await countImports(tx)) }
  },
})
