import * as z from 'zod'
import { scopeVersionStatuses } from '#src/lib/db/schema/company/scopes.ts'
import { id } from '../fields/schema.ts'

const number = z.coerce.number('must be the number of a version').int().min(1).max(1_000_000)

/** Lines can be compared one by one, so there is a limit to how many. */
const mostLines = 2_000

/** The text of a version. */
export const content = z
  .string()
  .max(100_000, 'must have at most 100000 characters')
  .refine((text) => !text.includes('\0'), 'must not contain NUL')
  .transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trimEnd())
  .refine((text) => text.split('\n').length <= mostLines, `must have at most ${mostLines} lines`)

export const person = z.object({ id: z.uuid(), name: z.string() })

/** Absent: a copy of the current version. */
export const createVersionInput = z.strictObject({ id, content: content.optional() })
export type CreateVersionInput = z.input<typeof createVersionInput>

export const versionByNumber = z.strictObject({ id, number })

export const changeVersionInput = z.strictObject({ id, number, content })
export type ChangeVersionInput = z.input<typeof changeVersionInput>

export const listVersionsInput = z.strictObject({
  id,
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

export const versionResource = z.object({
  scope_id: z.uuid(),
  number: z.number().int(),
  status: z.enum(scopeVersionStatuses),
  content: z.string(),
  published_at: z.iso.datetime().nullable(),
  created_by: person,
  modified_by: person,
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** That of the scope, which its versions share. */
  version: z.number().int(),
  /** Itself, and its publication where that is legal. */
  links: z.record(z.string(), z.string()),
})
export type VersionResource = z.infer<typeof versionResource>
