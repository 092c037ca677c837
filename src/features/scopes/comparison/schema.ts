import * as z from 'zod'
import { scopeVersionStatuses } from '#src/lib/db/schema/company/scopes.ts'
import { id } from '../fields/schema.ts'

const number = z.coerce.number('must be the number of a version').int().min(1).max(1_000_000)

export const compareInput = z.strictObject({
  id: id,
  from: number.optional().describe('Absent: the version before `to`.'),
  to: number.optional().describe('Absent: the newest version.'),
})

const side = z.object({
  number: z.number().int(),
  status: z.enum(scopeVersionStatuses),
  published_at: z.iso.datetime().nullable(),
})

const line = z.object({ number: z.number().int(), text: z.string() })

export const changes = ['same', 'changed', 'added', 'removed'] as const

export const comparison = z.object({
  scope_id: z.uuid(),
  from: side,
  to: side,
  /** How many lines are the same, changed, added and removed. */
  counts: z.object({
    same: z.number().int(),
    changed: z.number().int(),
    added: z.number().int(),
    removed: z.number().int(),
  }),
  /** In order: what stands side by side; a line that one version lacks is null there. */
  lines: z.array(z.object({ change: z.enum(changes), from: line.nullable(), to: line.nullable() })),
})
export type Comparison = z.infer<typeof comparison>
