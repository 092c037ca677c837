import type { TenantId } from '#src/lib/context.ts'
import type { MailAttachment } from '#src/lib/db/schema/mail.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { mailsSend } from './queue.ts'
import { findMailsAbout, insertMail, type OutgoingMail } from './repository.ts'

export interface NewMail {
  tenantId: TenantId
  requestId: string
  /** What the mail tells of, such as an export. */
  about: { type: string; id: string }
  /** What it tells of it, such as completed: the same kind about the same thing goes to a recipient once. */
  kind: string
  recipient: string
  subject: string
  /** Plain text. */
  body: string
  unsubscribeUrl?: string | undefined
  attachment?: MailAttachment | undefined
}

/** Puts a mail into the outbox with the change it tells of: both commit, or neither. */
export async function queueMail(tx: Tx, mail: NewMail): Promise<void> {
  const { requestId, about, ...message } = mail
  const { tenantId } = mail
  const row = await insertMail(tx, { ...message, subjectType: about.type, subjectId: about.id })
  if (row) await enqueue(tx, mailsSend, { tenantId, requestId }, { mailId: row.id })
}

/** Every mail about one thing with its state, by recipient. */
export function mailsAbout(tx: Tx, about: NewMail['about']): Promise<OutgoingMail[]> {
  return findMailsAbout(tx, about.type, about.id)
}
