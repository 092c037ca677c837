import * as z from 'zod'
import type { Queue } from '#src/lib/jobs/queue.ts'

const payload = z.object({ runId: z.uuid() })

/** A job says which run to look at; the row says what is to be done, if anything. */
export const forecastsRun: Queue<z.infer<typeof payload>> = {
  name: 'forecasts.run',
  payload,
  // One takes a core for as long as it lasts.
  concurrency: () => 1,
}
