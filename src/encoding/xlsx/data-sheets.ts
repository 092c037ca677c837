import type { RowBatch } from '../rows/row-batch.ts'
import type { DeflatedParts } from '../zip/deflated-parts.ts'
import { type Sheet, sheetPart } from './package-parts.ts'
import { dataTail } from './sheet-frame.ts'

export interface SheetLayout {
  /** Everything up to the first row of the table. */
  head: (isFirst: boolean) => string
  /** Row of the header. */
  header: number
  columns: number
  rowsPerSheet: number
}

/** Writes rows into the part that is open, between its begin and its end. */
export interface RowsOfSheet {
  begin: () => void
  /** The rows `first` to `last` (exclusive) of the batch, the first as row `number` of the sheet. */
  write: (batch: RowBatch, first: number, last: number, number: number) => Promise<void>
  end: () => Promise<void>
}

/** The rows of the table on as many sheets as they need: Data, Data 2, Data 3. */
export class DataSheets {
  rows = 0
  readonly sheets: Sheet[] = []
  readonly #parts: DeflatedParts
  readonly #rows: RowsOfSheet
  readonly #layout: SheetLayout
  #lastRow = 0

  constructor(parts: DeflatedParts, rows: RowsOfSheet, layout: SheetLayout) {
    this.#parts = parts
    this.#rows = rows
    this.#layout = layout
  }

  async write(batches: AsyncIterable<RowBatch>): Promise<void> {
    await this.#begin()
    for await (const batch of batches) {
      for (let row = 0; row < batch.rows; ) row = await this.#fill(batch, row)
      this.rows += batch.rows
    }
    await this.#end()
  }

  /** Writes the rows from `first` on that fit on the sheet; returns the first that does not. */
  async #fill(batch: RowBatch, first: number): Promise<number> {
    if (this.#lastRow === this.#layout.rowsPerSheet) {
      await this.#end()
      await this.#begin()
    }
    const last = Math.min(batch.rows, first + this.#layout.rowsPerSheet - this.#lastRow)
    await this.#rows.write(batch, first, last, this.#lastRow + 1)
    this.#lastRow += last - first
    return last
  }

  async #begin(): Promise<void> {
    const number = this.sheets.length + 1
    this.sheets.push({ name: number === 1 ? 'Data' : `Data ${number}` })
    this.#lastRow = this.#layout.header
    await this.#parts.begin(sheetPart(number))
    await this.#parts.write(this.#layout.head(number === 1))
    this.#rows.begin()
  }

  async #end(): Promise<void> {
    const { header, columns } = this.#layout
    const table = { header, columns, lastRow: this.#lastRow }
    Object.assign(this.sheets.at(-1) as Sheet, { table })
    await this.#rows.end()
    await this.#parts.write(dataTail(table))
    await this.#parts.end()
  }
}
