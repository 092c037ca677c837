import { systemTransaction } from '#src/lib/db/transaction.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { mailsSend } from './queue.ts'
import { findOverdueMails, updateMail } from './repository.ts'

/** Gives mails a new job whose own died with a worker; returns how many. */
async function resumeMails(): Promise<number> {
  return systemTransaction(async (tx) => {
    const overdue = await findOverdueMails(tx)
    for (const mail of overdue) {
      await updateMail(tx, mail.id, { nextTryAt: new Date() })
      await enqueue(tx, mailsSend, { tenantId: mail.tenantId, requestId: mail.id }, { mailId: mail.id })
    }
    return overdue.length
  })
}

export const overdueMails = defineSweep({ name: 'mails.resume', every: 30_000, run: resumeMails })
