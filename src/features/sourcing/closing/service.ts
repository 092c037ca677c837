import type { Tx } from '#src/lib/db/transaction.ts'
import type { Audit } from '#src/lib/operation/operation.ts'
import { closed, type Sender, tellInvited } from '../notices/service.ts'
import { type RfpRow, updateRfp } from '../record/repository.ts'

/** Closes a locked request whose deadline has passed, which opens its responses. */
export async function close(tx: Tx, sender: Sender, rfp: RfpRow, audit: Audit): Promise<void> {
  await updateRfp(tx, rfp, { status: 'closed' })
  await audit({
    action: 'rfp.closed',
    subjectType: 'rfp',
    subjectId: rfp.id,
    details: { name: rfp.rfpNo, deadline: rfp.deadline.toISOString() },
  })
  const notice = closed(rfp)
  await tellInvited(tx, sender, rfp, () => notice)
}
