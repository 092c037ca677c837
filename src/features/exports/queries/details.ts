import { mailsAbout } from '#src/features/mail/service.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { findTaken } from '../download-log/repository.ts'
import type { ExportDetails } from '../record/details-schema.ts'
import {
  type ExportRow,
  findAttempts,
  findDownloads,
  findStatistics,
  type Viewer,
} from '../record/repository.ts'
import { isTheirs } from '../record/resource.ts'
import { findMembersByEmail } from '../sharing/repository.ts'
import { stagesOf } from './stages.ts'

type Details = Required<
  Pick<ExportDetails, 'stages' | 'statistics' | 'attempts' | 'mails' | 'recipient_states' | 'downloads'>
>

/**
 * What is known of an export beside its row: how it ran, who was told, who took it. People it was shared with
 * learn only what they were sent and took themselves.
 */
export async function detailsOf(tx: Tx, row: ExportRow, viewer: Viewer): Promise<Details> {
  const { id } = row
  const isOwn = isTheirs(row, viewer)
  const statistics = await findStatistics(tx, id)
  const attempts = await findAttempts(tx, id)
  const downloads = await findDownloads(tx, id, isOwn ? undefined : viewer.userId)
  const allMails = await mailsAbout(tx, { type: 'export', id })
  const mails = isOwn
    ? allMails
    : allMails.filter(({ recipient }) => recipient === viewer.email.toLowerCase())
  return {
    stages: stagesOf(row, attempts[0]?.startedAt ?? null),
    statistics: statistics.map((statistic) => ({
      id: statistic.id,
      duration_ms: statistic.durationMs,
      file_size: statistic.fileSize,
      record_count: statistic.recordCount,
      success: statistic.success,
      error_message: statistic.errorMessage,
      worker_node: statistic.workerNode,
      created_at: statistic.createdAt.toISOString(),
    })),
    attempts: attempts.map((attempt) => ({
      attempt: attempt.attempt,
      worker_node: attempt.workerNode,
      started_at: attempt.startedAt.toISOString(),
      ended_at: attempt.endedAt?.toISOString() ?? null,
      outcome: attempt.outcome,
      error_code: attempt.errorCode,
    })),
    mails: mails.map(({ recipient, kind, status, sentAt, error }) => ({
      ...{ recipient, kind, error },
      status: status as 'pending' | 'sent' | 'failed',
      sent_at: sentAt?.toISOString() ?? null,
    })),
    recipient_states: await recipientStates(tx, row, mails, isOwn ? undefined : viewer.email.toLowerCase()),
    downloads: downloads.map(({ log, user }) => ({
      user: user && { id: user.id, first_name: user.firstName, last_name: user.lastName },
      guest_email: log.guestEmail,
      file_name: log.fileName,
      downloaded_at: log.downloadedAt.toISOString(),
      bytes_sent: log.bytesSent,
      complete: log.complete,
    })),
  }
}

/** In the order in which they were named; of one address alone if one is given. */
async function recipientStates(
  tx: Tx,
  { id, recipients }: ExportRow,
  mails: { recipient: string; status: string; error: string | null }[],
  only?: string,
): Promise<Details['recipient_states']> {
  const shown = recipients.filter((address) => only === undefined || address === only)
  if (shown.length === 0) return []
  const members = new Set((await findMembersByEmail(tx, shown)).map(({ email }) => email.toLowerCase()))
  const taken = new Map((await findTaken(tx, id)).map(({ address, at }) => [address, new Date(at)]))
  const told = new Map(mails.map((mail) => [mail.recipient.toLowerCase(), mail]))
  return shown.map((address) => {
    const mail = told.get(address)
    return {
      address,
      has_account: members.has(address),
      mail: (mail?.status ?? null) as 'pending' | 'sent' | 'failed' | null,
      mail_error: mail?.error ?? null,
      downloaded_at: taken.get(address)?.toISOString() ?? null,
    }
  })
}
