import { describeFailure } from './failures.ts'
import type { FoundExport } from './repository.ts'
import type { ExportFile, ExportProgress, ExportResource, ExportStatus } from './schema.ts'

/** The export as clients see it: no storage path, no worker, nothing of another tenant. */
export function toResource({ row, creator }: FoundExport): ExportResource {
  const status = row.status as ExportStatus
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
    recipients: row.recipients,
    error: row.errorCode ? describeFailure(row.errorCode) : null,
    error_message: row.errorCode ? describeFailure(row.errorCode).message : null,
    files: row.files as ExportFile[],
    retry_of: row.retryOf,
    schedule_id: row.scheduleId,
    template_id: row.templateId,
    links: linksOf(row.id, status, row.filePath !== null, isRetryable(row)),
  }
}

export function toProgress({ row }: FoundExport): ExportProgress {
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
    error: row.errorCode ? describeFailure(row.errorCode) : null,
    error_message: row.errorCode ? describeFailure(row.errorCode).message : null,
    started_at: iso(row.startedAt),
    completed_at: iso(row.completedAt),
    cancel_requested_at: iso(row.cancelRequestedAt),
  }
}

/** Whether its file was there and is gone by age. */
export function isExpired(row: { status: string; expiresAt: Date | null }): boolean {
  return row.status === 'completed' && row.expiresAt !== null && row.expiresAt.getTime() <= Date.now()
}

/** Failed, cancelled and expired exports may be asked for again. */
export function isRetryable(row: { status: string; expiresAt: Date | null }): boolean {
  return row.status === 'failed' || row.status === 'cancelled' || isExpired(row)
}

function linksOf(
  id: string,
  status: ExportStatus,
  hasFile: boolean,
  retryable: boolean,
): ExportResource['links'] {
  const self = `/api/v1/exports/${id}`
  const isUnfinished = status === 'pending' || status === 'processing'
  const withFile = (link: string) => (hasFile ? link : null)
  return {
    self,
    status: `/api/v1/exports/status/${id}`,
    download: withFile(`${self}/download`),
    manifest: withFile(`${self}/manifest`),
    verify: withFile(`${self}/verify`),
    cancel: isUnfinished ? `${self}/cancel` : null,
    retry: retryable ? `${self}/retry` : null,
  }
}

function iso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null
}
