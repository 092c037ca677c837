import { transaction } from '#src/lib/db/transaction.ts'
import { defineJob, enqueue, type Job } from '#src/lib/jobs/queue.ts'
import { log } from '#src/lib/log.ts'
import { isPermanent, sendMail } from '#src/lib/mail/mail.ts'
import { mailsSend } from './queue.ts'
import { lockPendingMail, type OutgoingMail, updateMail } from './repository.ts'

/** 10 s, 20 s, 40 s ... about three hours in all. */
const maxAttempts = 10
const firstPauseSeconds = 10

export const mailJob: Job = defineJob(mailsSend, ({ tenantId, requestId, payload }) =>
  transaction(tenantId, 'read write', async (tx) => {
    const mail = await lockPendingMail(tx, payload.mailId)
    if (!mail) return
    const changes = await trySending(mail)
    await updateMail(tx, mail.id, changes)
    if (changes.status !== 'pending') return
    await enqueue(tx, mailsSend, { tenantId, requestId }, payload, { startAfterSeconds: pauseAfter(mail) })
  }),
)

async function trySending(mail: OutgoingMail): Promise<Partial<OutgoingMail>> {
  const attempts = mail.attempts + 1
  try {
    await sendMail({ id: mail.id, to: mail.recipient, subject: mail.subject, text: mail.body })
    return { status: 'sent', attempts, sentAt: new Date(), error: null }
  } catch (error) {
    log.warn({ err: error, mailId: mail.id, attempts }, 'mail not sent')
    const isFinal = isPermanent(error) || attempts >= maxAttempts
    return {
      status: isFinal ? 'failed' : 'pending',
      attempts,
      error: isPermanent(error)
        ? 'The mail server refused this address.'
        : 'The mail server could not be reached.',
      nextTryAt: new Date(Date.now() + pauseAfter(mail) * 1000),
    }
  }
}

function pauseAfter({ attempts }: OutgoingMail): number {
  return firstPauseSeconds * 2 ** attempts
}
