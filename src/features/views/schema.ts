import * as z from 'zod'

/** The address of a page of the console, without its first slash. */
const screen = z
  .string()
  .max(100)
  .regex(/^[a-z0-9_-]+(\/[a-z0-9_-]+)*$/, 'must be the address of a page, such as data/sales')

const name = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(80, 'Use at most 80 characters.')
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'Do not use control characters or line breaks.')

/** The page's query parameters; the page itself decides what it understands. */
const parameters = z
  .record(z.string().min(1).max(100), z.string().max(20_000))
  .refine((values) => JSON.stringify(values).length <= 30_000, 'must have at most 30,000 characters in all')
  .refine(
    (values) => Object.entries(values).flat().every(isStorable),
    'must have no NUL character and no half of a surrogate pair',
  )

export const listViewsInput = z.strictObject({ screen })

export const saveViewInput = z.strictObject({
  screen,
  name,
  parameters,
  is_shared: z.boolean().default(false),
})
export type SaveViewInput = z.input<typeof saveViewInput>

const id = z.uuid('must be a UUID')
export const byId = z.strictObject({ id })

export const renameViewInput = z.strictObject({ id, name, is_shared: z.boolean().optional() })
export type RenameViewInput = z.input<typeof renameViewInput>

export const savedView = z.object({
  id: z.uuid(),
  screen: z.string(),
  name: z.string(),
  parameters: z.record(z.string(), z.string()),
  is_shared: z.boolean(),
  /** Whether it is the reader's own. */
  is_own: z.boolean(),
  owner: z.object({ id: z.uuid(), first_name: z.string(), last_name: z.string() }),
})
export type SavedView = z.infer<typeof savedView>

/** Whether PostgreSQL's jsonb takes the text. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
