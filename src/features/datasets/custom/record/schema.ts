import * as z from 'zod'
import { byRelation, relation } from '#src/features/sources/catalogue/schema.ts'
import { customDatasetStates } from '#src/lib/db/schema/sources/sources.ts'
import { audiences, columnKey, columnKinds, lineOfText, sortKeys } from '../definition/schema.ts'

/** Its beginning keeps it apart from every dataset that Waybill has or will have. */
export const customKey = z
  .string()
  .regex(/^own_[a-z0-9_]{1,59}$/, 'must be own_ and then lower-case letters, digits and underscores')

const readerRoles = ['super_admin', 'admin', 'manager'] as const
const readers = z
  .array(z.enum(readerRoles, `must be one of: ${readerRoles.join(', ')}`))
  .min(1, 'must name at least one role')
  .max(readerRoles.length)
  .transform((roles) => [...new Set(roles)])

const chosenColumn = z.strictObject({
  /** In the relation. */
  name: z.string().min(1).max(63),
  via: z
    .string()
    .min(1)
    .max(63)
    .optional()
    .describe('The foreign key that leads to its table, for a column of another table.'),
  key: columnKey.optional(),
  label: lineOfText(100).optional(),
  shown: z.enum(audiences, `must be one of: ${audiences.join(', ')}`).optional(),
})

const choices = {
  label: lineOfText(80).optional(),
  description: lineOfText(300).optional(),
  readers: readers.optional().describe('The roles that may read it. Default: super_admin and admin.'),
  columns: z
    .array(chosenColumn)
    .min(1, 'must name at least one column')
    .max(1_600)
    .optional()
    .describe('In the order you want; the others are left out. Default: every column but those of bytes.'),
  default_sort: sortKeys.optional().describe('By keys of columns. Default: the newest first.'),
  fixed_filters: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Filters that nobody can take away, such as {"deleted_at_empty": true}. Default: none.'),
}
const chosen = z.object(choices)
/** What somebody decides of a dataset; the rest is suggested. */
export type Choices = z.output<typeof chosen>

const relationName = byRelation.shape.name
export const draftInput = z.strictObject({
  source_id: byRelation.shape.id,
  schema: byRelation.shape.schema.describe('Of the table or view.'),
  name: relationName.describe('The table or view.'),
  ...choices,
})

export const createDatasetInput = draftInput.extend({
  key: customKey.optional().describe('Default: own_ and the name of the table.'),
})
export type CreateDatasetInput = z.input<typeof createDatasetInput>

/** What is left out stays as it is, but that columns are read from the source again. */
export const updateDatasetInput = z.strictObject({
  key: customKey,
  ...choices,
  version: z.int().min(1).optional(),
})

export type UpdateDatasetInput = z.input<typeof updateDatasetInput>

export const byCustomKey = z.strictObject({ key: customKey })

const rows = z.int().min(1).max(50).default(10)
export const previewInput = z.strictObject({ key: customKey, rows })
export const previewDraftInput = draftInput.extend({ rows })
export type PreviewDraftInput = z.input<typeof previewDraftInput>

const column = z.object({
  name: z.string(),
  via: z.string().optional(),
  key: z.string(),
  label: z.string(),
  /** As it stands in files. */
  type: z.string(),
  /** As PostgreSQL has it. */
  source_type: z.string(),
  kind: z.enum(columnKinds),
  scale: z.int().optional(),
  shown: z.enum(audiences),
})

const instant = z.iso.datetime()

export const customDataset = z.object({
  key: z.string(),
  label: z.string(),
  description: z.string(),
  source_id: z.uuid(),
  schema: z.string(),
  name: z.string(),
  readers: z.array(z.string()),
  columns: z.array(column),
  /** The relation’s columns that identify a row; empty: all that it holds does. */
  row_key: z.array(z.string()),
  default_sort: sortKeys,
  fixed_filters: z.record(z.string(), z.unknown()),
  /** The same in words. */
  fixed_in_words: z.array(z.string()),
  state: z.enum(customDatasetStates),
  reasons: z.array(z.string()),
  created_at: instant,
  updated_at: instant,
  version: z.int(),
  links: z.object({ self: z.string(), preview: z.string() }),
})
export type CustomDataset = z.infer<typeof customDataset>

export const relationDetails = z.object({
  relation,
  columns: z.array(
    z.object({
      name: z.string(),
      source_type: z.string(),
      /** As it would stand in files; null where it is never offered. */
      type: z.string().nullable(),
      is_nullable: z.boolean(),
      comment: z.string().nullable(),
      /** Why it cannot be in a dataset; null where it can. */
      not_offered: z.string().nullable(),
    }),
  ),
  /** What its foreign keys lead to, each with the columns that a dataset may have of it. */
  joins: z.array(
    z.object({
      via: z.string(),
      from: z.array(z.string()),
      schema: z.string(),
      name: z.string(),
      /** Those by which people know a row. */
      label_columns: z.array(z.string()),
      columns: z.array(column),
    }),
  ),
  /** A JSON Schema of the filters that a dataset may fix. */
  fixed_filters: z.record(z.string(), z.unknown()),
  /** What a dataset of it would be without any further choice. */
  suggestion: customDataset.pick({
    ...{ key: true, label: true, description: true, columns: true, row_key: true, default_sort: true },
  }),
})
export type RelationDetails = z.infer<typeof relationDetails>

export const datasetPreview = z.object({
  columns: z.array(z.object({ key: z.string(), label: z.string(), type: z.string() })),
  rows: z.array(z.array(z.unknown())),
  has_more: z.boolean(),
})
export type DatasetPreview = z.infer<typeof datasetPreview>
