import * as z from 'zod'
import { importContents, importScopes, importStatuses } from '#src/lib/db/schema/company/imports.ts'
import { SpooledFile } from '#src/lib/http/spooled-file.ts'

const content = z.enum(importContents, `must be one of: ${importContents.join(', ')}`)
export type ImportContent = z.infer<typeof content>

export const maxFileBytes = 20 * 1024 * 1024

export const importById = z.strictObject({ id: z.uuid('must be the ID of an import') })

export const uploadInput = z.strictObject({
  /** How the file is called. */
  file_name: z.string().trim().min(1, 'is required: how the file is called, such as stock.csv').max(200),
  /** What its rows are: items with their stock, suppliers, or prices of suppliers. */
  content: content.default('items'),
  /** CSV, or an Excel workbook (.xlsx), of at most 20 MB. */
  file: z.instanceof(SpooledFile),
})

export const templateFormats = ['csv', 'xlsx'] as const

export const templateInput = z.strictObject({
  content: content.default('items'),
  format: z.enum(templateFormats, `must be one of: ${templateFormats.join(', ')}`).default('csv'),
})

export const importTemplate = z.object({
  content,
  format: z.enum(templateFormats),
  /** The rows above the headings, which no import takes: what each column takes, and an example. */
  remarks: z.array(z.array(z.string())),
  headings: z.array(z.string()),
})
export type ImportTemplate = z.infer<typeof importTemplate>

export const applyInput = z.strictObject({
  ...importById.shape,
  /** `all` applies nothing while a row has an error; `valid_rows` leaves those rows out. */
  scope: z.enum(importScopes).default('all'),
})
export type ApplyInput = z.input<typeof applyInput>

const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
}
export const listImportsInput = z.strictObject(page)
export const listErrorsInput = z.strictObject({ ...importById.shape, ...page })

export const importCounts = z.object({
  rows: z.number().int(),
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  movements: z.number().int(),
  error_rows: z.number().int(),
  errors: z.number().int(),
})
export type ImportCounts = z.infer<typeof importCounts>

export const mappedColumn = z.object({
  /** The heading in the file. */
  column: z.string(),
  /** What it is taken for; null where it is not imported. */
  field: z.string().nullable(),
  label: z.string().nullable(),
  /** Why nothing is taken from it. */
  left_out: z.enum(['calculated', 'unknown']).nullable(),
})
export type MappedColumn = z.infer<typeof mappedColumn>

export const dialect = z.object({
  format: z.enum(['csv', 'xlsx']),
  encoding: z.string().optional(),
  delimiter: z.string().optional(),
  sheet: z.string().optional(),
  header_row: z.number().int(),
})
export type ImportDialect = z.infer<typeof dialect>

export const importErrorResource = z.object({
  row: z.number().int(),
  column: z.string(),
  value: z.string(),
  expected: z.string(),
})
export type ImportErrorResource = z.infer<typeof importErrorResource>

export const importResource = z.object({
  id: z.uuid(),
  content,
  file_name: z.string(),
  file_bytes: z.number().int(),
  file_sha256: z.string(),
  status: z.enum(importStatuses),
  scope: z.enum(importScopes),
  rows_done: z.number().int(),
  dialect: dialect.nullable(),
  mapping: z.array(mappedColumn).nullable(),
  counts: importCounts.nullable(),
  problem: z.string().nullable(),
  has_error_file: z.boolean(),
  undo_until: z.iso.datetime().nullable(),
  created_by: z.uuid(),
  created_at: z.iso.datetime(),
  checked_at: z.iso.datetime().nullable(),
  applied_at: z.iso.datetime().nullable(),
  undone_at: z.iso.datetime().nullable(),
  /** The moves that are possible now, with their addresses. */
  links: z.record(z.string(), z.string()),
})
export type ImportResource = z.infer<typeof importResource>
