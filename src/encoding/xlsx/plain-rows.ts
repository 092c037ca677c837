import type { RowBatch } from '../rows/row-batch.ts'
import type { DeflatedParts } from '../zip/deflated-parts.ts'
import type { RowsOfSheet } from './data-sheets.ts'
import type { SheetRows } from './sheet-rows.ts'

/** Writes rows without WebAssembly: zlib deflates their text. What the packed rows are compared with. */
export class PlainRows implements RowsOfSheet {
  readonly #parts: DeflatedParts
  readonly #encoder: SheetRows

  constructor(parts: DeflatedParts, encoder: SheetRows) {
    this.#parts = parts
    this.#encoder = encoder
  }

  begin(): void {}

  async write(batch: RowBatch, first: number, last: number, number: number): Promise<void> {
    const parts = this.#parts
    parts.reserve(this.#encoder.bound(batch))
    await parts.commit(this.#encoder.encode(batch, first, last, number, parts.bytes, parts.used))
  }

  async end(): Promise<void> {}
}
