import * as z from 'zod'

export const id = z.uuid('must be a UUID')

/** Text that is searched for. */
export const searched = z.string().trim().min(1, 'must not be empty').max(200)

export const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true')

/** Which page of a list; spread into the input of the list, and checked by `checkPage`. */
export const pageInput = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(10_000).optional().describe('A next_cursor of this list with the same sort.'),
}

export function checkPage(
  { cursor, page }: { cursor?: string | undefined; page: number },
  context: z.core.$RefinementCtx,
): void {
  if (cursor !== undefined && page !== 1)
    context.addIssue({
      code: 'custom',
      path: ['page'],
      message: 'is said by the cursor already; leave it out',
    })
}
