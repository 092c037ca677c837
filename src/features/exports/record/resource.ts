import { describeFailure, isWorthRetrying } from './failures.ts'
import { refusalFor } from './file-rights.ts'
import type { ExportRow, FoundExport, Viewer } from './repository.ts'
import type { ExportFile, ExportProgress, ExportResource } from './schema.ts'
import type { ExportStatus } from './statuses.ts'

/**
 * The export as this person sees it: no storage path, no worker, nothing of another tenant, and of the recipients
 * nobody but themselves when it was only shared with them.
 */
export function toResource({ row, creator }: FoundExport, viewer: Viewer): ExportResource {
  const status = row.status as ExportStatus
  const error = row.errorCode ? describeFailure(row.errorCode, row.errorMessage) : null
  return {
    id: row.id,
    export_name: row.exportName,
    export_type: row.exportType,
    format: row.format,
    status,
    phase: row.phase,
    progress_percentage: row.progressPercentage,
    rows_done: row.rowsDone,
    rows_estimated: row.rowsEstimated,
    record_count: row.recordCount,
    file_size: row.fileSize,
    file_name: row.fileName,
    attempt: row.attempt,
    created_by: row.createdBy,
    creator: {
      id: creator.id,
      first_name: creator.firstName,
      last_name: creator.lastName,
      email: creator.email,
    },
    created_at: row.createdAt.toISOString(),
    started_at: iso(row.startedAt),
    completed_at: iso(row.completedAt),
    expires_at: iso(row.expiresAt),
    snapshot_at: iso(row.snapshotAt),
    cancel_requested_at: iso(row.cancelRequestedAt),
    time_zone: row.timeZone,
    filters: row.filters as Record<string, unknown>,
    columns: row.columns as ExportResource['columns'],
    sort: row.sort as ExportResource['sort'],
    options: row.options as Record<string, unknown>,
    recipients: isTheirs(row, viewer)
      ? row.recipients
      : row.recipients.filter((address) => address === viewer.email.toLowerCase()),
    destinations: isTheirs(row, viewer) ? row.destinations : [],
    error,
    error_message: error?.message ?? rejectionOf(row),
    files: row.files as ExportFile[],
    file_problem: row.fileProblem as ExportResource['file_problem'],
    retry_of: row.retryOf,
    snapshot_of: row.snapshotOf,
    spool_kept_until: iso(keptSpool(row)),
    schedule_id: row.scheduleId,
    template_id: row.templateId,
    links: linksOf(row, viewer),
  }
}

export function toProgress(
  { row }: FoundExport,
  waiting: Pick<ExportProgress, 'queue_position' | 'worker_last_seen'>,
): ExportProgress {
  const error = row.errorCode ? describeFailure(row.errorCode, row.errorMessage) : null
  const seconds = row.startedAt
    ? ((row.completedAt?.getTime() ?? Date.now()) - row.startedAt.getTime()) / 1000
    : 0
  return {
    id: row.id,
    status: row.status as ExportStatus,
    phase: row.phase,
    progress_percentage: row.progressPercentage,
    rows: row.recordCount ?? row.rowsDone,
    rows_estimated: row.rowsEstimated,
    rate: seconds > 0 ? Math.round((row.recordCount ?? row.rowsDone) / seconds) : null,
    error,
    error_message: error?.message ?? rejectionOf(row),
    started_at: iso(row.startedAt),
    completed_at: iso(row.completedAt),
    cancel_requested_at: iso(row.cancelRequestedAt),
    ...waiting,
  }
}

/** Whether it is the viewer's to change: their own, or their company's when they are an admin. */
export function isTheirs(row: { createdBy: string }, viewer: Viewer): boolean {
  return viewer.seesAll || row.createdBy === viewer.userId
}

/** Why an admin rejected it. */
function rejectionOf({
  status,
  errorMessage,
}: Pick<FoundExport['row'], 'status' | 'errorMessage'>): string | null {
  return status === 'cancelled' ? errorMessage : null
}

/** Whether it had a file whose retention is over. */
export function isExpired(row: { status: string; expiresAt: Date | null }): boolean {
  return row.status === 'completed' && row.expiresAt !== null && row.expiresAt.getTime() <= Date.now()
}

/**
 * Failed, cancelled and expired exports may be requested again, and those whose file was lost or altered; not where
 * the same request must fail the same way.
 */
export function isRetryable(
  row: Pick<ExportRow, 'status' | 'expiresAt' | 'errorCode' | 'fileProblem'>,
): boolean {
  if (row.status === 'failed') return !row.errorCode || isWorthRetrying(row.errorCode)
  return row.status === 'cancelled' || isExpired(row) || row.fileProblem !== null
}

/** Until when another format can be made from the rows that were read; null when they are not kept. */
export function keptSpool({ status, spoolKeptUntil }: ExportRow): Date | null {
  if (status !== 'completed' || !spoolKeptUntil) return null
  return spoolKeptUntil.getTime() > Date.now() ? spoolKeptUntil : null
}

function linksOf(row: ExportRow, viewer: Viewer): ExportResource['links'] {
  const self = `/api/v1/exports/${row.id}`
  const isUnfinished = row.status === 'pending' || row.status === 'processing'
  // The columns are checked when the file is asked for: they stand in its manifest.
  const mayOpen = !refusalFor(viewer, { exportType: row.exportType, columns: [] })
  const hasFile = row.filePath !== null && mayOpen
  return {
    self,
    status: `/api/v1/exports/status/${row.id}`,
    events: `${self}/events`,
    download: hasFile && !row.fileProblem ? `${self}/download` : null,
    manifest: hasFile ? `${self}/manifest` : null,
    verify: hasFile ? `${self}/verify` : null,
    cancel: isUnfinished ? `${self}/cancel` : null,
    retry: isRetryable(row) ? `${self}/retry` : null,
    again: `${self}/again`,
    formats: keptSpool(row) && mayOpen ? `${self}/formats` : null,
  }
}

function iso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null
}
