import * as z from 'zod'
import { createExportInput } from '../record/schema.ts'

const request = createExportInput
  .omit({ recipients: true, destinations: true, rows_expected: true })
  .partial({ export_name: true })

export const previewInput = request.extend({
  rows: z.int().min(1).max(50).default(20),
})

export const preview = z.object({
  format: z.string(),
  media_type: z.string(),
  file_name: z.string(),
  /** How `content` is written: as text, or bytes in base64. */
  encoding: z.enum(['utf-8', 'base64']),
  /** A file of the first rows, from the encoder that writes the whole one; never compressed. */
  content: z.string(),
  columns: z.array(z.object({ key: z.string(), label: z.string(), type: z.string(), masked: z.boolean() })),
  /** The same rows as a table; null where there is no value. */
  cells: z.array(z.array(z.string().nullable())),
  /** Whether the file would have more rows. */
  has_more: z.boolean(),
})

export type Preview = z.infer<typeof preview>

export const estimateInput = request
export type EstimateInput = z.input<typeof estimateInput>

export const estimate = z.object({
  rows: z.number().int(),
  /** Whether the rows were counted; else they are the planner's estimate. */
  is_exact: z.boolean(),
  bytes: z.number().int(),
  seconds: z.number(),
  /** What bytes and seconds rest on: earlier exports of the same dataset and format, or the first rows. */
  basis: z.enum(['past_runs', 'first_rows']),
  filters_in_words: z.array(z.string()),
  /** Whether the format can hold the result. */
  fits: z.boolean(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
})
export type Estimate = z.infer<typeof estimate>
