import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { latenessFollow } from './runs/queue.ts'

/** Leaves to a worker what a change of a sent order means: what became of its lines, and how late the rest will be. */
export function followOrderLines(
  tx: Tx,
  { principal: { tenantId }, requestId }: Context,
  orderId: string,
): Promise<void> {
  return enqueue(tx, latenessFollow, { tenantId, requestId }, { orderId })
}
