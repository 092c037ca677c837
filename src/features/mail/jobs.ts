import type { TenantId } from '#src/lib/context.ts'
import type { MailAttachment } from '#src/lib/db/schema/mail.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { defineJob, enqueue } from '#src/lib/jobs/queue.ts'
import { log } from '#src/lib/log.ts'
import { type Attachment, type MailRefusal, refusalOf, sendMail } from '#src/lib/mail/mail.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { mailsSend } from './queue.ts'
import { claimMail, type OutgoingMail, settleMail } from './repository.ts'

/** By default after 20 s, 40 s, 80 s ... about three hours in all. */
const maxAttempts = 10

/**
 * Claims the mail, sends it, and records what came of it: no transaction is open while a mail server answers. A
 * worker that dies in between leaves a claim that runs out, after which the mail is sent once more with the same
 * Message-ID: never lost, and a duplicate only then.
 */
export const mailJob = defineJob(mailsSend, async ({ tenantId, requestId, payload }) => {
  const mail = await transaction(tenantId, 'read write', (tx) => claimMail(tx, payload.mailId))
  if (!mail) return
  const changes = await trySending(mail)
  await record(tenantId, requestId, mail, changes)
})

function record(tenantId: TenantId, requestId: string, mail: OutgoingMail, changes: Partial<OutgoingMail>) {
  return transaction(tenantId, 'read write', async (tx) => {
    if (!(await settleMail(tx, mail, changes)) || changes.status !== 'pending') return
    const later = { startAfterSeconds: pauseAfter(mail) }
    await enqueue(tx, mailsSend, { tenantId, requestId }, { mailId: mail.id }, later)
  })
}

async function trySending(mail: OutgoingMail): Promise<Partial<OutgoingMail>> {
  let attachment: Attachment | undefined
  try {
    const { id, recipient: to, subject, body, unsubscribeUrl } = mail
    attachment = mail.attachment ? await open(mail.attachment) : undefined
    const text = mail.attachment ? `${body}\n${attachment ? attached : notAttached}\n` : body
    await sendMail({ id, to, subject, text, unsubscribeUrl, attachment })
    return { status: 'sent', sentAt: new Date(), error: null }
  } catch (error) {
    log.warn({ err: error, mailId: mail.id, attempts: mail.attempts }, 'mail not sent')
    const refusal = refusalOf(error)
    const isFinal = refusal === 'address' || refusal === 'message' || mail.attempts >= maxAttempts
    return {
      status: isFinal ? 'failed' : 'pending',
      error: refusal ? refusals[refusal] : 'The mail server could not be reached.',
      nextTryAt: new Date(Date.now() + pauseAfter(mail) * 1000),
    }
  } finally {
    // Nobody has read it where the server refused the mail before.
    attachment?.content.destroy()
  }
}

const attached = 'The file is attached.'
const notAttached = 'The file could not be attached, because it is no longer there.'

/** The stored file; undefined when it has expired or was deleted since the mail was written. */
async function open({ key, name, mediaType }: MailAttachment): Promise<Attachment | undefined> {
  try {
    return { name, mediaType, content: await getStorage().read(key) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

const refusals: Record<MailRefusal, string> = {
  address: 'The mail server refused this address.',
  message: 'The mail server refused this message.',
  sender: 'The mail server refused the sender: an administrator must check SMTP_URL and MAIL_FROM.',
}

/** `attempts` counts the one that just failed. */
function pauseAfter({ attempts }: OutgoingMail): number {
  return env().RETRY_SECONDS * 10 * 2 ** (attempts - 1)
}
