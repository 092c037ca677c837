import type { RowsRequest } from '#src/features/datasets/rows/plan.ts'
import type { ExportRow } from './repository.ts'

/** What was requested, as the row keeps it. */
export interface ExportRequest extends Pick<RowsRequest, 'filters' | 'columns' | 'sort'> {
  export_type: string
  format: string
  /** Of the format, and `time_zone`. */
  options: Record<string, unknown>
}

/** The request that a row keeps, for planning it again. */
export function requestOf(
  row: Pick<ExportRow, 'exportType' | 'format' | 'filters' | 'columns' | 'sort' | 'options' | 'timeZone'>,
): ExportRequest {
  return {
    export_type: row.exportType,
    format: row.format,
    filters: row.filters as ExportRequest['filters'],
    columns: row.columns as ExportRequest['columns'],
    sort: row.sort as ExportRequest['sort'],
    options: { ...(row.options as ExportRequest['options']), time_zone: row.timeZone },
  }
}
