import { queueMail } from '#src/features/mail/service.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { describeFailure } from '../record/failures.ts'
import { type ExportRow, getEmail } from '../record/repository.ts'

/** Puts the mails of an export that ended into the outbox: its link to the recipients, or why it failed to its creator. */
export async function queueMails(tx: Tx, row: ExportRow): Promise<void> {
  const isCompleted = row.status === 'completed'
  const recipients = isCompleted ? row.recipients : [await getEmail(tx, row.createdBy)]
  const kind = isCompleted ? 'completed' : 'failed'
  const { subject, body } = isCompleted ? readyMail(row) : failureMail(row)
  const { tenantId, requestId, id } = row
  for (const recipient of recipients) {
    await queueMail(tx, {
      tenantId,
      requestId,
      about: { type: 'export', id },
      kind,
      recipient,
      subject,
      body,
    })
  }
}

function readyMail(row: ExportRow): { subject: string; body: string } {
  return {
    subject: `${row.exportName} is ready`,
    body: lines([
      `The export "${row.exportName}" is ready: ${row.fileName}, ${row.recordCount} rows.`,
      `Open it here, signed in with the account of this address: ${pageOf(row)}`,
      row.expiresAt ? `The file is kept until ${row.expiresAt.toISOString().slice(0, 10)} (UTC).` : '',
    ]),
  }
}

function failureMail(row: ExportRow): { subject: string; body: string } {
  const { message, action } = describeFailure(row.errorCode ?? 'internal')
  return {
    subject: `${row.exportName} failed`,
    body: lines([
      `The export "${row.exportName}" failed. ${message}`,
      `What to do next: ${action}`,
      `Details: ${pageOf(row)}`,
    ]),
  }
}

function pageOf({ id }: ExportRow): string {
  return new URL(`/exports/${id}`, env().APP_URL).toString()
}

function lines(sentences: string[]): string {
  return `${sentences.filter(Boolean).join('\n\n')}\n`
}
