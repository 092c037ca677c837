import type { ExportDetails } from '../../record/details-schema.ts'
import type { ExportState } from '../export-state.ts'

export type TimelineKind =
  | 'requested'
  | 'started'
  | 'snapshot'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'downloaded'
  | 'expired'

export interface TimelineEvent {
  kind: TimelineKind
  title: string
  detail?: string | undefined
  at: string
}

/** What happened to an export, in the order in which it did. */
export function timelineOf(details: ExportDetails, state: ExportState): TimelineEvent[] {
  const { creator, created_at, started_at, snapshot_at, completed_at, expires_at, status, error, attempt } =
    details
  const worker = details.attempts?.find((one) => one.attempt === attempt)?.worker_node
  const events: (TimelineEvent | undefined)[] = [
    {
      kind: 'requested',
      title: `Requested by ${creator.first_name} ${creator.last_name}`,
      at: created_at,
    },
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
    completed_at ? ending(status, error?.message, completed_at) : undefined,
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
  at: string,
): TimelineEvent | undefined {
  if (status === 'completed')
    return { kind: 'completed', title: 'Completed', detail: 'Written, hashed, signed and stored', at }
  if (status === 'failed') return { kind: 'failed', title: 'Failed', detail: message, at }
  return status === 'cancelled' ? { kind: 'cancelled', title: 'Cancelled', at } : undefined
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
