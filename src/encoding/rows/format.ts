import type { z } from 'zod'
import type { FileColumn } from './column.ts'
import type { Emit } from './emit.ts'
import type { RowBatch } from './row-batch.ts'

/** What a file says of itself. */
export interface About {
  exportId: string
  exportName: string
  dataset: string
  filters: string[]
  timeZone: string
  /** The company whose rows they are. */
  company: string
  /** An ISO 8601 instant. */
  snapshotAt: string
  /** The same as clocks in the time zone show it: `2026-01-02 03:04:05`. */
  snapshotLocal: string
  requestedBy: string
}

export interface WriteInput {
  /** Rows in PostgreSQL's COPY text format with the place of every field; see rowBatches(). */
  rows: AsyncIterable<RowBatch>
  columns: FileColumn[]
  /** As the format's `dialect` filled them in. */
  options: Record<string, unknown>
  about: About
  /** Local times that the zone's clocks show twice; see doubledHours(). */
  doubledHours?: number[]
}

/** What the writer counted on the way. */
export interface WriteCounts {
  rows: number
  /** Text cells that a spreadsheet could have taken for a formula. */
  guardedCells: number
  /** Cells that a limit of the format shortened. */
  cutCells: number
  /** Numbers, dates and times written as text because a cell of the format cannot hold them exactly. */
  textCells?: number
}

/** Writes a whole file of one format. */
export type Write = (input: WriteInput, emit: Emit) => Promise<WriteCounts>

/** What the product knows of a format; its writer stands in writers.ts. */
export interface Format {
  key: string
  /** Other names a client may use for it. */
  synonyms: string[]
  label: string
  extension: string
  mediaType: string
  /** Options of this format; unknown ones are refused. */
  options: z.ZodObject
  /** The options with presets and defaults filled in: what the manifest records. Throws ZodError. */
  dialect: (options: Record<string, unknown>) => Record<string, unknown>
  limits: {
    rows?: number
    columns?: number
    /** More rows than this go on on another sheet. */
    rowsPerSheet?: number
    /** More columns than this are still possible, but hard to read. */
    readableColumns?: number
  }
}
