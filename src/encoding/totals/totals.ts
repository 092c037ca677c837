import type { FileColumn } from '../rows/column.ts'
import { decodeField, isNull } from '../rows/copy-text.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import { dateKind, decimalKind, integerKind, timestampKind, valueKinds } from '../rows/value-kind.ts'
import { DecimalTotal } from './decimal-total.ts'
import { InstantTotal } from './instant-total.ts'

/** What one column adds up to, as the manifest records it. */
export interface ControlTotal {
  key: string
  /** Values that are not null. */
  count: number
  nulls: number
  /** Exact decimal strings; of numbers only. */
  sum?: string
  /** Of numbers exact decimal strings, of dates and timestamps as raw values have them; null without any. */
  min?: string | null
  max?: string | null
  /** NaN and infinite numbers, which sum, min and max leave out. */
  non_finite?: number
}

/**
 * Control totals of a snapshot, taken from the COPY text before a writer sees it, so that they prove what was
 * read and not what was written. Masked columns are counted only: a sum would give away what the mask hides.
 */
export class Totals {
  rows = 0
  /** Primary key of the first and the last row; null without rows or key columns. */
  firstKey: string[] | null = null
  lastKey: string[] | null = null
  readonly #columns: FileColumn[]
  readonly #nulls: number[]
  readonly #values: (DecimalTotal | InstantTotal | undefined)[]

  constructor(columns: FileColumn[]) {
    this.#columns = columns
    this.#nulls = columns.map(() => 0)
    const kinds = valueKinds(columns)
    this.#values = columns.map((column, index) => valueTotal(column, kinds[index] as number))
  }

  /** Throws when a value is not of its column's type. */
  add(batch: RowBatch): void {
    for (let column = 0; column < this.#columns.length; column++) this.#addColumn(batch, column)
    if (batch.rows === 0) return
    this.firstKey ??= keyOf(batch, 0, this.#columns.length)
    this.lastKey = keyOf(batch, batch.rows - 1, this.#columns.length)
    this.rows += batch.rows
  }

  result(): ControlTotal[] {
    return this.#columns.map(({ key }, index) => {
      const nulls = this.#nulls[index] as number
      const counts = { key, count: this.rows - nulls, nulls }
      const value = this.#values[index]
      if (value instanceof DecimalTotal) return { ...counts, ...value.result(), non_finite: value.nonFinite }
      return value ? { ...counts, ...value.result() } : counts
    })
  }

  // Column by column: each loop then meets values of one type only, which runs a third faster.
  #addColumn(batch: RowBatch, column: number): void {
    const { bytes, ends, rows, width } = batch
    const value = this.#values[column]
    let nulls = 0
    for (let row = 0, field = column; row < rows; row++, field += width) {
      const start = field === 0 ? 0 : (ends[field - 1] as number) + 1
      const end = ends[field] as number
      if (isNull(bytes, start, end)) nulls++
      else if (value !== undefined) this.#addValue(value, bytes, start, end, column)
    }
    this.#nulls[column] = (this.#nulls[column] as number) + nulls
  }

  #addValue(
    value: DecimalTotal | InstantTotal,
    bytes: Buffer,
    start: number,
    end: number,
    column: number,
  ): void {
    try {
      value.add(bytes, start, end)
    } catch (cause) {
      throw new Error(`column ${this.#columns[column]?.key} holds a value that is ${String(cause)}`, {
        cause,
      })
    }
  }
}

function valueTotal(column: FileColumn, kind: number): DecimalTotal | InstantTotal | undefined {
  if (kind === integerKind) return new DecimalTotal(0)
  if (kind === decimalKind) return new DecimalTotal(column.scale ?? 0)
  return kind === dateKind || kind === timestampKind ? new InstantTotal() : undefined
}

function keyOf({ bytes, ends, width }: RowBatch, row: number, columns: number): string[] | null {
  if (columns === width) return null
  const key: string[] = []
  for (let field = row * width + columns; field < (row + 1) * width; field++) {
    const start = (ends[field - 1] as number) + 1
    const text = Buffer.alloc((ends[field] as number) - start)
    key.push(text.toString('utf8', 0, decodeField(bytes, start, ends[field] as number, text)))
  }
  return key
}
