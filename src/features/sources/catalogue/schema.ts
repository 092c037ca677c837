import * as z from 'zod'
import { sourceId } from '../record/schema.ts'

export const relationKinds = [
  'table',
  'partitioned_table',
  'view',
  'materialized_view',
  'foreign_table',
] as const

/** PostgreSQL's names have at most 63 bytes, and any characters but NUL. */
const identifier = z
  .string()
  .min(1)
  .max(63)
  .refine((name) => !name.includes('\0'), 'must have no NUL character')

export const byRelation = z.strictObject({ id: sourceId, schema: identifier, name: identifier })

export const listRelationsInput = z.strictObject({
  id: sourceId,
  search: z
    .string()
    .max(200)
    .refine((text) => !text.includes('\0'), 'must have no NUL character')
    .optional()
    .describe('Only relations whose schema or name contains this.'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

export const relation = z.object({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(relationKinds),
  /** The server’s own estimate; null where it has none. */
  estimated_rows: z.number().int().nullable(),
  /** As last counted by the server, without indexes. */
  bytes: z.number().int(),
  comment: z.string().nullable(),
  /** The columns that identify a row: of the primary key, or of a unique index that admits no null. */
  key: z.array(z.string()),
  /** Whether the source’s user may read any of it. */
  is_readable: z.boolean(),
})
export type Relation = z.infer<typeof relation>

/** A column as the server's catalogue describes it. */
export interface CatalogColumn {
  name: string
  /** Its place in the relation, which it keeps when it gets another name. */
  number: number
  /** As PostgreSQL writes it, such as numeric(12,2). */
  type: string
  /** The type below all domains. */
  base: string
  /** b: base, c: composite, e: enum, r: range, m: multirange. */
  kind: string
  isArray: boolean
  /** Of numeric; null where it has none. */
  scale: number | null
  isNullable: boolean
  comment: string | null
  enumValues: string[] | null
  isReadable: boolean
}

export interface CatalogRelation {
  relation: Relation
  /** Everything that identifies a row, the best first. */
  keys: string[][]
  columns: CatalogColumn[]
  foreignKeys: ForeignKey[]
}

/** A key of a relation that leads to one row of another relation, or to none. */
export interface ForeignKey {
  name: string
  /** Ours, and those of the other relation that they refer to. */
  columns: string[]
  references: string[]
  schema: string
  relation: string
  /** Whether it is a table without partitions: tables that inherit from it are then left aside, as the key does. */
  isPlain: boolean
  /** What the other relation has. */
  offered: CatalogColumn[]
}
