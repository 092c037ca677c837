import * as z from 'zod'
import type { Queue } from '#src/lib/jobs/queue.ts'

const sending = z.object({ deliveryId: z.uuid() })
const testing = z.object({ destinationId: z.uuid() })

export const deliveriesSend: Queue<z.infer<typeof sending>> = {
  name: 'deliveries.send',
  payload: sending,
  concurrency: () => 2,
}

export const destinationsTest: Queue<z.infer<typeof testing>> = {
  name: 'destinations.test',
  payload: testing,
  concurrency: () => 1,
}
