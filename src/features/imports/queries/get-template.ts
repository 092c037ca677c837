import { defineQuery } from '#src/lib/operation/operation.ts'
import { importTemplate, templateInput } from '../schema.ts'
import { templateOf } from '../templates/columns.ts'

export const getTemplate = defineQuery({
  name: 'imports.template',
  summary:
    'A file to fill in: the headings, what each column takes, and an example. As CSV or an Excel workbook.',
  permission: 'inventory.read',
  input: templateInput,
  output: importTemplate,
  run: async ({ input }) => ({ ...input, ...templateOf(input.content) }),
})
