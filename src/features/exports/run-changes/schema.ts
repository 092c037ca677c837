import * as z from 'zod'
import { type Obstacle, obstacles } from './obstacles.ts'

/** What changed since the run before; one of `counts` and `obstacle` is null. */
export const runChanges = z.object({
  /** The export of the run before. */
  since: z.uuid(),
  counts: z
    .object({ added: z.number().int(), removed: z.number().int(), changed: z.number().int() })
    .nullable(),
  obstacle: z.enum(Object.keys(obstacles) as Obstacle[]).nullable(),
})
export type RunChanges = z.infer<typeof runChanges>
