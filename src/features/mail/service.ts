import type { TenantId } from '#src/lib/context.ts'
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
}

/** Puts a mail into the outbox with the change it tells of: both commit, or neither. */
export async function queueMail(tx: Tx, mail: NewMail): Promise<void> {
  const { tenantId, requestId, about, kind, recipient, subject, body } = mail
  const row = await insertMail(tx, {
    ...{ tenantId, kind, recipient, subject, body },
    subjectType: about.type,
    subjectId: about.id,
  })
  if (row) await enqueue(tx, mailsSend, { tenantId, requestId }, { mailId: row.id })
}

/** Every mail about one thing with its state, by recipient. */
export function mailsAbout(tx: Tx, about: NewMail['about']): Promise<OutgoingMail[]> {
  return findMailsAbout(tx, about.type, about.id)
}
