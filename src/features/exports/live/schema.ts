import * as z from 'zod'

/** What a page watches: these exports, and with `since` every one that was requested after that instant. */
export const watched = z.strictObject({
  ids: z.array(z.uuid()).max(100),
  since: z.iso.datetime().optional(),
  /** The browser tab that watches: its next stream ends the one before. */
  watcher: z.string().min(1).max(100),
})
export type Watched = z.infer<typeof watched>

export const watchMode = z.enum(['stream', 'poll'])
