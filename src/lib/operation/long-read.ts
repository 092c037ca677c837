import type { Principal } from '../context.ts'
import { longRead, type Tx } from '../db/transaction.ts'
import { PersonSlots } from '../limits/person-slots.ts'

const slots = new PersonSlots('long reads', 'requests running that read a lot of data', () => 2)
const waitMs = 10_000

/** A long read for one person, who waits for their own earlier ones rather than keeping others from theirs. */
export function longReadFor<T>(
  { tenantId, userId }: Pick<Principal, 'tenantId' | 'userId'>,
  seconds: number,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  return slots.with(userId, waitMs, () => longRead(tenantId, seconds, run))
}
