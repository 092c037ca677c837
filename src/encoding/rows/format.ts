import type { z } from 'zod'
import type { RowRecount } from '../recount/row-recount.ts'
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

/** What a person should know before a run. */
export interface Warning {
  code: 'columns_split' | 'undrawable_letters' | 'offset_lost'
  /** A sentence with the next step. */
  message: string
  /** Of the cells that were looked at, where it is about cells. */
  cells?: number
}

/** What the product knows of a format; its writer stands in writers.ts. */
export interface Format {
  key: string
  /** Other names a client may use for it. */
  synonyms: string[]
  label: string
  /** What it is good for, in a few words. */
  purpose: string
  extension: string
  mediaType: string
  /** Options of this format; unknown ones are refused. How a form shows each is in its `.meta()`: see OptionMeta. */
  options: z.ZodObject
  /** The options with presets and defaults filled in: what the manifest records. Throws ZodError. */
  dialect: (options: Record<string, unknown>) => Record<string, unknown>
  limits: {
    rows?: number
    columns?: number
    /** More rows than this go on on another sheet. */
    rowsPerSheet?: number
  }
  /** Counts the rows of a finished file from the outside; without it nobody can. */
  recount?: (dialect: Record<string, unknown>) => RowRecount
  /** Of a format that is a ZIP: the entries that the recount takes. */
  hasRows?: (entry: string) => boolean
  /** What the reader of a file needs to know of its dialect, each a sentence. */
  notes?: (dialect: Record<string, unknown>) => string[]
  /** What a file of these columns will lose or make hard to read; `texts`: values of text columns, as many as are known. */
  warnings?: (columns: FileColumn[], dialect: Record<string, unknown>, texts: Iterable<string>) => Warning[]
}
