import * as z from 'zod'
import { roles as allRoles } from '#src/lib/permissions.ts'

export const id = z.uuid('must be a UUID')

export function line(longest: number) {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must have at most ${longest} characters`)
    .normalize('NFC')
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'must not contain control characters or line breaks')
}

/** Roles that something is for; none: everybody. */
export const roles = z
  .array(z.enum(allRoles, `must be one of: ${allRoles.join(', ')}`))
  .max(allRoles.length)
  .refine((given) => new Set(given).size === given.length, 'names a role twice')

/** How an application names one of its own users. */
export const learner = z
  .string()
  .regex(/^[\w.@:-]{1,100}$/, 'must be 1 to 100 letters, digits or any of . _ @ : -')
  .optional()
  .describe('A user of your own application; left out: yourself.')

/** Which page of a list; spread into the input of the list. */
export const pageInput = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: id.optional().describe('A next_cursor of this list.'),
}
