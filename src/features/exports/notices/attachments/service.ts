import type { MailAttachment } from '#src/lib/db/schema/mail.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { insertDownload } from '../../download-log/repository.ts'
import type { FileContents } from '../../record/file-rights.ts'
import type { ExportRow } from '../../record/repository.ts'
import { type ExportRequest, splitOptions } from '../../record/request.ts'
import type { ExportFile } from '../../record/schema.ts'
import { partKey } from '../../record/stored-files.ts'
import { findMembersByEmail, type Member } from '../../sharing/repository.ts'
import { keepRecipients } from '../../sharing/service.ts'

type FileColumns = FileContents['columns']

export interface Attached {
  file: MailAttachment
  /** Addresses in lower case. */
  recipients: Set<string>
}

/**
 * The file with those members who may have it at this moment, where the request wants it attached and it is small
 * enough. That it left this way is written into the log of downloads.
 */
export async function attachFile(
  tx: Tx,
  row: ExportRow,
  columns: FileColumns,
): Promise<Attached | undefined> {
  const [file] = row.files as ExportFile[]
  if (!wantsAttachment(row) || !file || isTooLarge(file)) return undefined
  const { kept } = await keepRecipients(tx, row.recipients, { exportType: row.exportType, columns })
  const members = await findMembersByEmail(tx, kept)
  for (const member of members) await noteAttached(tx, row, file, member)
  const stored = { key: partKey(row.filePath!, 1), name: file.name, mediaType: file.media_type }
  return { file: stored, recipients: new Set(members.map(({ email }) => email.toLowerCase())) }
}

async function noteAttached(tx: Tx, row: ExportRow, file: ExportFile, member: Member): Promise<void> {
  const { tenantId, requestId, id } = row
  const now = new Date()
  await insertDownload(tx, {
    ...{
      tenantId,
      exportId: id,
      fileName: file.name,
      userId: member.id,
      userAgent: 'Handed to the outbox with an email',
    },
    ...{ bytesSent: file.bytes, complete: true, auditedAt: now },
  })
  await writeAuditEntry(
    tx,
    { tenantId, requestId },
    {
      action: 'export.attached',
      subjectType: 'export',
      subjectId: id,
      details: { file: file.name, recipient: member.email },
    },
  )
}

function wantsAttachment({ options }: ExportRow): boolean {
  return splitOptions(options as ExportRequest['options']).attachToMail === true
}

function isTooLarge({ bytes }: ExportFile): boolean {
  return bytes > env().MAIL_ATTACHMENT_MB * 1_000_000
}

/** Why a mail that was to have the file does not have it; empty where there is nothing to say. */
export function whyNotAttached(row: ExportRow): string {
  const [file] = row.files as ExportFile[]
  return wantsAttachment(row) && file && isTooLarge(file)
    ? `The file is not attached, because it is larger than ${env().MAIL_ATTACHMENT_MB} MB.`
    : ''
}
