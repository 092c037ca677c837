import * as z from 'zod'
import { formats } from '#src/encoding/formats.ts'
import { suppliers as dataset } from '#src/features/datasets/catalog/procurement/suppliers.ts'
import { visibleColumns } from '#src/features/datasets/rows/rights.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { exportChoices } from '../exporting/schema.ts'
import { exportTemplates } from '../exporting/templates.ts'
import { sortableColumns } from '../listing/schema.ts'

export const getExportChoices = defineQuery({
  name: 'suppliers.export_choices',
  summary: 'What an export of suppliers can be: templates with their columns, formats and orders.',
  permission: 'suppliers.read',
  input: z.strictObject({}),
  output: exportChoices,
  async run({ context: { principal } }) {
    const visible = visibleColumns(principal, dataset).map(({ key }) => key)
    return {
      templates: Object.entries(exportTemplates).map(([key, { label, description, columns }]) => ({
        ...{ key, label, description },
        columns: columns.length > 0 ? [...columns] : visible,
      })),
      formats: formats.map(({ key, label, purpose }) => ({ key, label, purpose })),
      sort_by: [...sortableColumns],
    }
  },
})
