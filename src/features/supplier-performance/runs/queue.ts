import * as z from 'zod'
import type { Queue } from '#src/lib/jobs/queue.ts'

const order = z.object({ orderId: z.uuid().nullable() })

/** An order was sent, changed its days, took a delivery or ended; null: predict all open lines. */
export const latenessFollow: Queue<z.infer<typeof order>> = {
  name: 'lateness.follow',
  payload: order,
  concurrency: () => 1,
}

const training = z.object({ modelId: z.uuid() })

/** A job says which training to look at; the row says what is to be done, if anything. */
export const modelsTrain: Queue<z.infer<typeof training>> = {
  name: 'models.train',
  payload: training,
  // One takes a core for as long as it lasts.
  concurrency: () => 1,
}
