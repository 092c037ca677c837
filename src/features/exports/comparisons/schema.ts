import * as z from 'zod'
import { exportId } from '../record/schema.ts'

/** So many rows of each kind are shown. */
export const shownRows = 50

export const compareInput = z.strictObject({
  id: exportId,
  with: exportId.describe('The export whose rows are those before.'),
})

export const fileFormats = ['csv', 'ndjson'] as const

export const comparisonFileInput = compareInput.extend({
  format: z.enum(fileFormats).default('csv'),
})

/** What the file is made from; the answer is the file itself. */
export const comparisonFile = z.object({
  id: z.uuid(),
  with: z.uuid(),
  file_name: z.string(),
  format: z.enum(fileFormats),
})
export type ComparisonFile = z.infer<typeof comparisonFile>

const side = z.object({
  id: z.uuid(),
  export_name: z.string(),
  snapshot_at: z.iso.datetime(),
  rows: z.number().int(),
  filters_in_words: z.array(z.string()),
})

const values = z.record(z.string(), z.unknown())

export const exportComparison = z.object({
  before: side,
  after: side,
  columns: z.array(z.object({ key: z.string(), label: z.string(), type: z.string(), masked: z.boolean() })),
  /** Rows whose key only the later, only the earlier, or both have, the last with other values. */
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** At most fifty of each kind. */
  first: z.object({
    added: z.array(values),
    removed: z.array(values),
    changed: z.array(z.object({ before: values, after: values })),
  }),
})
export type ExportComparison = z.infer<typeof exportComparison>

export const comparableInput = z.strictObject({ id: exportId })

/** Exports whose rows one can be compared with, the latest first. */
export const comparableExports = z.array(
  z.object({ id: z.uuid(), export_name: z.string(), snapshot_at: z.iso.datetime(), rows: z.number().int() }),
)
export type ComparableExports = z.infer<typeof comparableExports>
