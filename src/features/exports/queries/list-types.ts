import * as z from 'zod'
import { formats } from '#src/encoding/formats.ts'
import { datasetDescription, describeDataset } from '#src/features/datasets/rows/description.ts'
import { readableDatasets } from '#src/features/datasets/rows/rights.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'

const schemaDocument = z.record(z.string(), z.unknown())

export const exportTypes = z.object({
  datasets: z.array(datasetDescription),
  formats: z.array(
    z.object({
      key: z.string(),
      synonyms: z.array(z.string()),
      label: z.string(),
      purpose: z.string(),
      extension: z.string(),
      media_type: z.string(),
      options: schemaDocument,
      limits: z.object({ rows: z.number().optional(), columns: z.number().optional() }),
    }),
  ),
  time_zone: z.string(),
})
export type ExportTypes = z.infer<typeof exportTypes>

export const listTypes = defineQuery({
  name: 'exports.types',
  summary:
    'What you may export: datasets with their columns and filters, formats with their options and limits.',
  permission: 'exports.read',
  input: z.strictObject({}),
  output: exportTypes,
  run: async ({ context: { principal } }) => ({
    datasets: readableDatasets(principal).map((dataset) => describeDataset(principal, dataset)),
    formats: formats.map(({ key, synonyms, label, purpose, extension, mediaType, options, limits }) => ({
      ...{ key, synonyms, label, purpose, extension, limits },
      media_type: mediaType,
      options: inputSchema(options),
    })),
    time_zone: principal.timeZone,
  }),
})

function inputSchema(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}
