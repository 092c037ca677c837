import * as z from 'zod'
import { env } from '#src/lib/env.ts'
import type { Queue } from '#src/lib/jobs/queue.ts'

const payload = z.object({ exportId: z.uuid() })

/** A job says which export to look at; the row says what is to be done, if anything. */
export const exportsRun: Queue<z.infer<typeof payload>> = {
  name: 'exports.run',
  payload,
  concurrency: () => env().WORKER_CONCURRENCY,
}
