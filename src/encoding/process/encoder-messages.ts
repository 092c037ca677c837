import type { FileColumn } from '../rows/column.ts'
import type { About, WriteCounts } from '../rows/format.ts'
import type { ControlTotal } from '../totals/totals.ts'
import type { Segments } from './segments.ts'

export interface EncodeJob {
  /** Whose rows they are. */
  tenantId: string
  /** COPY text of one snapshot: the columns of the file, then `keyColumns` fields with the primary key. */
  spoolPath: string
  outputPath: string
  /** The file is taken while it is made, as segments beside `outputPath`. */
  inSegments?: boolean
  /** Key of the format. */
  format: string
  /** What the file is called where a compression says it. */
  fileName: string
  columns: FileColumn[]
  keyColumns: number
  /** As the format's `dialect` filled them in. */
  options: Record<string, unknown>
  about: About
  /** The pool fills it in from the time zone; its process has looked the zone up already. */
  doubledHours?: number[]
}

export interface EncodeResult extends WriteCounts {
  /** Of the finished file, compressed where the options say so. */
  bytes: number
  sha256: string
  totals: ControlTotal[]
  firstKey: string[] | null
  lastKey: string[] | null
}

export interface EncodeControl {
  /** At most 4 times a second. */
  onProgress?: (rows: number) => void
  signal?: AbortSignal
  /** While this is pending the spool still grows, and the encoder follows it; its rejection ends the run. */
  spooled?: Promise<unknown>
  /** Hears of each segment of a job in segments. */
  segments?: Segments | undefined
}

export type ToEncoder =
  | { job: EncodeJob }
  | { job?: never; spooled: true }
  | { job?: never; spooled?: never; taken: true }

export interface FromEncoder {
  rows?: number
  /** One more segment lies beside `outputPath`. */
  segment?: true
  result?: EncodeResult
  failure?: { message: string; stack?: string | undefined }
}
