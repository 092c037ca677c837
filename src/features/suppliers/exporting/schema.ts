import * as z from 'zod'
import { createExportInput } from '#src/features/exports/record/schema.ts'
import { supplierChoice } from '../listing/schema.ts'
import { exportTemplateKeys } from './templates.ts'

const { export_name, format, options, recipients } = createExportInput.shape

export const exportSuppliersInput = z.strictObject({
  template: z.enum(exportTemplateKeys).default('basic'),
  format: format.default('csv'),
  export_name: export_name.optional(),
  /** The parameters of the list: the file has the rows that it shows. */
  choice: supplierChoice.prefault({}),
  options,
  recipients,
})

const described = z.object({ key: z.string(), label: z.string(), description: z.string() })

export const exportChoices = z.object({
  templates: z.array(described.extend({ columns: z.array(z.string()) })),
  formats: z.array(z.object({ key: z.string(), label: z.string(), purpose: z.string() })),
  sort_by: z.array(z.string()),
})
