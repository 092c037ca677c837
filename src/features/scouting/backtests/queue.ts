import * as z from 'zod'
import type { Queue } from '#src/lib/jobs/queue.ts'

const payload = z.object({ backtestId: z.uuid() })

/** A job says which back-test to look at; the row says what is to be done, if anything. */
export const backtestsRun: Queue<z.infer<typeof payload>> = {
  name: 'backtests.run',
  payload,
  concurrency: () => 1,
}
