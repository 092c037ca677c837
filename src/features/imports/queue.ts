import * as z from 'zod'
import type { Queue } from '#src/lib/jobs/queue.ts'

const payload = z.object({ importId: z.uuid() })

/** A job says which import to look at; the row says what is to be done, if anything. */
export const importsRun: Queue<z.infer<typeof payload>> = {
  name: 'imports.run',
  payload,
  // Reading a workbook takes a process and its memory; one at a time is quicker for everybody.
  concurrency: () => 1,
}
