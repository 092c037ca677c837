import { queueMail } from '#src/features/mail/service.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { alertAdmins } from '../governance/alerts/service.ts'
import { describeFailure } from '../record/failures.ts'
import type { FileContents } from '../record/file-rights.ts'
import { type ExportRow, getEmail } from '../record/repository.ts'
import { changesInWords } from '../run-changes/in-words.ts'
import type { RunChanges } from '../run-changes/schema.ts'
import { unsubscribeLinks } from '../schedules/unsubscribe/link.ts'
import { guestLink } from '../sharing/guest-link.ts'
import { findAdminEmails } from '../sharing/repository.ts'
import { findGuests } from '../sharing/service.ts'
import { type Attached, attachFile, whyNotAttached } from './attachments/service.ts'

interface Notice {
  kind: string
  subject: string
  /** Paragraphs for one reader; empty ones are left out. */
  paragraphs: (recipient: string) => string[]
  /** The file, for those who get it with the mail. */
  attachment?: Attached | undefined
}

/** Puts the mails of a published export into the outbox: to each recipient its link, or the file as well. */
export async function queueReadyMails(
  tx: Tx,
  row: ExportRow,
  columns: FileContents['columns'],
): Promise<void> {
  await alertAdmins(tx, row)
  const attachment = await attachFile(tx, row, columns)
  const guests = await findGuests(tx, row.recipients, { exportType: row.exportType, columns })
  const members = row.recipients.filter((address) => !guests.has(address))
  await queueNotice(tx, row, { ...ready(row), attachment }, members)
  // Whoever may not have it any more since it was requested gets no link that would open nothing.
  const allowed = [...guests].flatMap(([address, refusal]) => (refusal ? [] : [address]))
  await queueNotice(tx, row, readyForGuests(row), allowed)
}

/** Tells its creator why an export failed. */
export async function queueFailedMail(tx: Tx, row: ExportRow): Promise<void> {
  await queueNotice(tx, row, failed(row), [await getEmail(tx, row.createdBy)])
}

/** Tells people that a finished export was shared with them. */
export function queueSharedMails(
  tx: Tx,
  row: ExportRow,
  sender: string,
  recipients: string[],
): Promise<void> {
  const notice: Notice = {
    kind: 'shared',
    subject: `${sender} shared ${row.exportName} with you`,
    paragraphs: (recipient) => [
      `${sender} shared the export "${row.exportName}" with you: ${row.fileName}, ${rowsOf(row)}.`,
      ...howToOpen(row, recipient),
    ],
  }
  return queueNotice(tx, row, notice, recipients)
}

/** Tells the company's admins once that a stored file is not what was written. */
export async function queueFileProblemMails(
  tx: Tx,
  row: ExportRow,
  problem: 'lost' | 'altered',
): Promise<void> {
  const what = problem === 'lost' ? 'is missing from the storage' : 'was changed after it was written'
  const notice: Notice = {
    kind: `file_${problem}`,
    subject: `The file of ${row.exportName} ${problem === 'lost' ? 'is missing' : 'was altered'}`,
    paragraphs: () => [
      `The stored file of the export "${row.exportName}" ${what}. Nobody can download it any more.`,
      'What to do next: check who and what has access to the storage, and run the export again.',
      `Details: ${pageOf(row)}`,
    ],
  }
  await queueNotice(tx, row, notice, await findAdminEmails(tx))
}

async function queueNotice(tx: Tx, row: ExportRow, notice: Notice, recipients: string[]): Promise<void> {
  const { tenantId, requestId, id } = row
  const { kind, subject, paragraphs, attachment } = notice
  for (const recipient of recipients) {
    const links = kind === 'completed' ? stopLinks(row, recipient) : undefined
    const stop = links
      ? `You get this because you are a recipient of its schedule. To stop it: ${links.page}`
      : ''
    const body = `${[...paragraphs(recipient), stop].filter(Boolean).join('\n\n')}\n`
    await queueMail(tx, {
      ...{ tenantId, requestId, kind, recipient, subject, body },
      about: { type: 'export', id },
      unsubscribeUrl: links?.oneClick,
      attachment: attachment?.recipients.has(recipient.toLowerCase()) ? attachment.file : undefined,
    })
  }
}

function stopLinks({ scheduleId }: ExportRow, email: string) {
  return scheduleId ? unsubscribeLinks({ scheduleId, email }) : undefined
}

function ready(row: ExportRow): Notice {
  return {
    kind: 'completed',
    subject: `${row.exportName} is ready`,
    paragraphs: (recipient) => [
      `The export "${row.exportName}" is ready: ${row.fileName}, ${rowsOf(row)}.`,
      sinceRunBefore(row),
      ...howToOpen(row, recipient),
    ],
  }
}

function readyForGuests(row: ExportRow): Notice {
  return {
    ...ready(row),
    paragraphs: (email) => [
      `The export "${row.exportName}" was shared with you: ${row.fileName}, ${rowsOf(row)}.`,
      `Open it with a code that is sent to ${email}: ${guestLink({ exportId: row.id, email })}`,
      keptUntil(row),
    ],
  }
}

function failed(row: ExportRow): Notice {
  const { message, action } = describeFailure(row.errorCode ?? 'internal', row.errorMessage)
  return {
    kind: 'failed',
    subject: `${row.exportName} failed`,
    paragraphs: () => [
      `The export "${row.exportName}" failed. ${message}`,
      `What to do next: ${action}`,
      `Details: ${pageOf(row)}`,
    ],
  }
}

function howToOpen(row: ExportRow, recipient: string): string[] {
  return [whyNotAttached(row), `Sign in as ${recipient} to open it: ${pageOf(row)}`, keptUntil(row)]
}

function keptUntil({ expiresAt }: ExportRow): string {
  return expiresAt ? `The file is kept until ${expiresAt.toISOString().slice(0, 10)} (UTC).` : ''
}

function sinceRunBefore({ changes }: ExportRow): string {
  return changes ? changesInWords(changes as RunChanges) : ''
}

function rowsOf({ recordCount }: ExportRow): string {
  return recordCount === 1 ? '1 row' : `${(recordCount ?? 0).toLocaleString('en-US')} rows`
}

function pageOf({ id }: ExportRow): string {
  return new URL(`/exports/${id}`, env().APP_URL).toString()
}
