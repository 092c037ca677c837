import * as z from 'zod'
import { formats } from '#src/encoding/formats.ts'
import type { Dataset } from '#src/features/datasets/definition/definition.ts'
import {
  type DatasetDescription,
  datasetDescription,
  describeDataset,
} from '#src/features/datasets/rows/description.ts'
import { readableDatasets } from '#src/features/datasets/rows/rights.ts'
import type { Principal } from '#src/lib/context.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import type { Role } from '#src/lib/permissions.ts'

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
    'What you can export: datasets with their columns and filters, formats with their options and limits.',
  permission: 'exports.read',
  input: z.strictObject({}),
  output: exportTypes,
  run: async ({ context: { principal } }) => ({
    datasets: datasetTypes(principal),
    formats: formatTypes(),
    time_zone: principal.timeZone,
  }),
})

const described = new WeakMap<Dataset, Map<Role, DatasetDescription>>()

/** Described once for each role: every page asks for the labels, and JSON schemas take long to build. */
function datasetTypes(principal: Principal): ExportTypes['datasets'] {
  return readableDatasets(principal).map((dataset) => {
    const byRole = described.get(dataset) ?? new Map<Role, DatasetDescription>()
    const type = byRole.get(principal.role) ?? describeDataset(principal, dataset)
    described.set(dataset, byRole.set(principal.role, type))
    return type
  })
}

let builtFormats: ExportTypes['formats'] | undefined

function formatTypes(): ExportTypes['formats'] {
  builtFormats ??= formats.map(
    ({ key, synonyms, label, purpose, extension, mediaType, options, limits }) => ({
      ...{ key, synonyms, label, purpose, extension, limits },
      media_type: mediaType,
      options: inputSchema(options),
    }),
  )
  return builtFormats
}

function inputSchema(schema: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}
