import * as z from 'zod'
import { formats } from '#src/encoding/formats.ts'
import { readableDatasets, visibleColumns } from '#src/features/datasets/rows/rights.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'

const schemaDocument = z.record(z.string(), z.unknown())

export const exportTypes = z.object({
  datasets: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      description: z.string(),
      columns: z.array(
        z.object({
          key: z.string(),
          label: z.string(),
          type: z.string(),
          scale: z.number().optional(),
          masked: z.boolean(),
        }),
      ),
      filters: schemaDocument,
      default_sort: z.array(z.object({ column: z.string(), direction: z.enum(['asc', 'desc']) })),
    }),
  ),
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
    datasets: readableDatasets(principal).map((dataset) => ({
      key: dataset.key,
      label: dataset.label,
      description: dataset.description,
      columns: visibleColumns(principal, dataset).map(({ key, label, type, scale, masked }) => ({
        ...{ key, label, type, masked },
        ...(scale === undefined ? {} : { scale }),
      })),
      filters: inputSchema(
        z.strictObject(Object.fromEntries(dataset.filters.map(({ key, input }) => [key, input.optional()]))),
      ),
      default_sort: dataset.defaultSort,
    })),
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
