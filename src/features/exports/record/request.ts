import type { RowsRequest } from '#src/features/datasets/rows/plan.ts'
import type { ExportRow } from './repository.ts'

/** What was requested, as the row keeps it. */
export interface ExportRequest extends Pick<RowsRequest, 'filters' | 'columns' | 'sort'> {
  export_type: string
  format: string
  /** Of the format, and `time_zone`, `reuse_minutes`, `attach_to_mail` and `language`, which are of every file. */
  options: Record<string, unknown>
}

/** The options of a request: those of every file, and those of its format. */
export function splitOptions({
  time_zone,
  reuse_minutes,
  attach_to_mail,
  language,
  ...ofFormat
}: ExportRequest['options']) {
  return {
    timeZone: time_zone,
    reuseMinutes: reuse_minutes,
    attachToMail: attach_to_mail,
    language,
    ofFormat,
  }
}

interface KeptRequest extends ExportRequest {
  columns: NonNullable<ExportRequest['columns']> | null
}

type KeptRow = Pick<ExportRow, 'exportType' | 'format' | 'filters' | 'columns' | 'sort' | 'options'>

/** The request that an export, a schedule or a template keeps in its columns. */
export function keptRequest(row: KeptRow): KeptRequest {
  return {
    export_type: row.exportType,
    format: row.format,
    filters: row.filters as ExportRequest['filters'],
    columns: row.columns as KeptRequest['columns'],
    sort: row.sort as ExportRequest['sort'],
    options: row.options as ExportRequest['options'],
  }
}

/** The request of an export, for planning it again. */
export function requestOf(row: KeptRow & Pick<ExportRow, 'timeZone'>): ExportRequest {
  const request = keptRequest(row)
  return { ...request, options: { ...request.options, time_zone: row.timeZone } }
}
