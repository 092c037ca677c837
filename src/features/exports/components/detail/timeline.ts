import type { ExportDetails, Stage } from '../../record/details-schema.ts'
import type { ExportState } from '../export-state.ts'

export type TimelineKind =
  | 'requested'
  | 'queued'
  | 'started'
  | 'snapshot'
  | 'read'
  | 'completed'
  | 'stored'
  | 'mailed'
  | 'failed'
  | 'cancelled'
  | 'downloaded'
  | 'expired'

export interface TimelineEvent {
  kind: TimelineKind
  title: string
  detail?: string | undefined
  /** What this part of the run took and did. */
  stage?: Stage | undefined
  at: string
}

/** What happened to an export, in the order in which it did. */
export function timelineOf(details: ExportDetails, state: ExportState): TimelineEvent[] {
  const { creator, created_at, started_at, snapshot_at, completed_at, expires_at, status, error, attempt } =
    details
  const worker = details.attempts?.find((one) => one.attempt === attempt)?.worker_node
  const stages = new Map(details.stages?.map((one) => [one.stage, one]))
  const [queued, read, stored] = [stages.get('queued'), stages.get('reading'), stages.get('storing')]
  const events: (TimelineEvent | undefined)[] = [
    {
      kind: 'requested',
      title: `Requested by ${creator.first_name} ${creator.last_name}`,
      at: created_at,
    },
    queued && { kind: 'queued', title: 'Queued', stage: queued, at: queued.started_at },
    started_at
      ? {
          kind: 'started',
          title: attempt > 1 ? `Started, attempt ${attempt}` : 'Started',
          detail: worker && `on ${worker}`,
          at: started_at,
        }
      : undefined,
    snapshot_at
      ? {
          kind: 'snapshot',
          title: 'Snapshot taken',
          detail:
            status === 'completed'
              ? 'The file shows the data as of this time'
              : 'The data as of this time was read',
          at: snapshot_at,
        }
      : undefined,
    read && { kind: 'read', title: 'Rows read', stage: read, at: read.ended_at },
    completed_at ? ending(status, error?.message, stages.get('writing'), completed_at) : undefined,
    stored && { kind: 'stored', title: 'Stored', stage: stored, at: stored.ended_at },
    ...mailed(details.mails ?? []),
    ...(details.downloads ?? []).map(downloaded).reverse(),
    state === 'expired' && expires_at
      ? { kind: 'expired' as const, title: 'Expired', detail: 'The file was removed', at: expires_at }
      : undefined,
  ]
  return events.filter((event) => event !== undefined).sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

function ending(
  status: ExportDetails['status'],
  message: string | undefined,
  stage: Stage | undefined,
  at: string,
): TimelineEvent | undefined {
  if (status === 'completed')
    return { kind: 'completed', title: 'Written', detail: 'Hashed and signed', stage, at }
  if (status === 'failed') return { kind: 'failed', title: 'Failed', detail: message, at }
  return status === 'cancelled' ? { kind: 'cancelled', title: 'Cancelled', at } : undefined
}

const namedRecipients = 3

/** One event for each kind of mail, when the last of them had gone out. */
function mailed(mails: NonNullable<ExportDetails['mails']>): TimelineEvent[] {
  return [...Map.groupBy(mails, ({ kind }) => kind).values()].flatMap((sameKind) => {
    const sent = sameKind.filter(({ sent_at }) => sent_at !== null)
    const at = sent
      .map(({ sent_at }) => sent_at!)
      .sort()
      .at(-1)
    if (!at) return []
    const recipients = sent.map(({ recipient }) => recipient)
    const title = recipients.length === 1 ? 'Emailed' : `Emailed to ${recipients.length} people`
    const unnamed = recipients.length - namedRecipients
    const unsent = sameKind.length - sent.length
    const names = recipients.slice(0, namedRecipients).join(', ')
    const detail = `${names}${unnamed > 0 ? ` and ${unnamed} more` : ''}${unsent > 0 ? `; ${unsent} not sent` : ''}`
    return [{ kind: 'mailed' as const, title, detail, at }]
  })
}

function downloaded(download: NonNullable<ExportDetails['downloads']>[number]): TimelineEvent {
  const { user, guest_email, complete, file_name, downloaded_at } = download
  return {
    kind: 'downloaded',
    title: `Downloaded by ${user ? `${user.first_name} ${user.last_name}` : (guest_email ?? 'a former member')}`,
    detail: complete ? file_name : `${file_name}, in part`,
    at: downloaded_at,
  }
}
