import * as z from 'zod'

/** What a column of a relation is to us; everything that is none of the others is written as PostgreSQL writes it. */
export const columnKinds = [
  'integer',
  'decimal',
  'float',
  'boolean',
  'date',
  'timestamp',
  'local_timestamp',
  'text',
  'choice',
  'json',
  'array',
  'bytes',
  'other',
] as const
export type ColumnKind = (typeof columnKinds)[number]

/** Who sees a column's values: everybody who may read the dataset, admins with all others seeing the end, or admins. */
export const audiences = ['everyone', 'masked', 'admins'] as const
export type Audience = (typeof audiences)[number]

export const columnKey = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,62}$/,
    'must be lower-case letters, digits and underscores, beginning with a letter',
  )

/** Shown in files and on pages, in one line. */
export const lineOfText = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .regex(/^[^\p{Cc}]*$/u, 'must have no control characters')

const storedColumn = z.object({
  /** In the relation. */
  name: z.string(),
  /** The foreign key that leads to its relation, where that is another one. */
  via: z.string().optional(),
  key: columnKey,
  label: z.string(),
  kind: z.enum(columnKinds),
  /** As PostgreSQL wrote it when the column was looked at. */
  type: z.string(),
  /** Its place in the relation, which it keeps when it gets another name. */
  number: z.int().optional(),
  scale: z.int().optional(),
  choices: z.array(z.string()).optional(),
  nullable: z.boolean().optional(),
  shown: z.enum(audiences),
})
export type StoredColumn = z.infer<typeof storedColumn>

export const sortKeys = z
  .array(z.strictObject({ column: columnKey, direction: z.enum(['asc', 'desc']) }))
  .max(8, 'must name at most 8 columns')

const storedJoin = z.object({
  /** Of the foreign key. */
  name: z.string(),
  columns: z.array(z.string()).min(1),
  references: z.array(z.string()).min(1),
  schema: z.string(),
  relation: z.string(),
  isPlain: z.boolean(),
})
export type StoredJoin = z.infer<typeof storedJoin>

/** What a row of `custom_datasets` keeps. */
export const storedDefinition = z.object({
  label: z.string(),
  description: z.string(),
  columns: z.array(storedColumn).min(1),
  /** The relation's columns that identify a row; empty: all that it holds does. */
  row_key: z.array(z.string()),
  default_sort: sortKeys,
  joins: z.array(storedJoin).default([]),
  /** Filters that no reader can take away, and the columns that they are about. */
  fixed: z
    .object({ columns: z.array(storedColumn), filters: z.record(z.string(), z.unknown()) })
    .default({ columns: [], filters: {} }),
  /** All columns that the relation had then: the others are new. */
  seen: z.array(z.string()).optional(),
})
export type StoredDefinition = z.infer<typeof storedDefinition>
