import type { RowBatch } from '../rows/row-batch.ts'
import type { DeflatedParts } from '../zip/deflated-parts.ts'
import type { RowsOfSheet } from './data-sheets.ts'
import { BlockCodes } from './deflate/block-codes.ts'
import { type RowsModule, rowsModule } from './deflate/rows-module.ts'
import type { SheetRows } from './sheet-rows.ts'

const pieces = ['rowOpen', 'rowOpened', 'rowClose', 'textOpen', 'textClose', 'valueClose'] as const

/** The first block has guessed codes and gives better ones to the next. */
const firstBlock = 16 * 1024
const blockBytes = 1024 * 1024
const pageBytes = 64 * 1024
const sparePages = 8

/**
 * Writes rows and deflates them in one go (wasm/rows.ts): what rows have in common is known before it is written.
 * The text is the one that SheetRows writes; a value that is not plain is written by it, right into the memory.
 */
export class PackedRows implements RowsOfSheet {
  readonly #parts: DeflatedParts
  readonly #encoder: SheetRows
  readonly #wasm: RowsModule
  readonly #codes: BlockCodes
  readonly #free: number
  #bytes: Buffer
  /** Where the text of the block begins. */
  #block = 0

  static get isPossible(): boolean {
    return typeof WebAssembly === 'object'
  }

  constructor(parts: DeflatedParts, encoder: SheetRows) {
    this.#parts = parts
    this.#encoder = encoder
    this.#wasm = rowsModule()
    this.#codes = new BlockCodes(this.#wasm)
    this.#free = this.#columnAt(encoder.columns.length)
    this.#bytes = Buffer.from(this.#wasm.memory.buffer)
    this.#reserve(this.#free)
    this.#writeTables()
  }

  begin(): void {
    this.#wasm.begin(this.#encoder.columns.length, firstBlock)
    this.#block = this.#wasm.text.value
    this.#codes.guess()
    this.#codes.renew()
  }

  async write(batch: RowBatch, first: number, last: number, number: number): Promise<void> {
    const { bytes, ends, width, rows } = batch
    const wasm = this.#wasm
    const copyAt = this.#free + 4 * rows * width
    this.#reserve(copyAt + bytes.length + 64)
    new Int32Array(wasm.memory.buffer, this.#free, rows * width).set(ends.subarray(0, rows * width))
    this.#bytes.set(bytes, copyAt)
    wasm.feed(this.#free, copyAt, first, width, last - first, number)
    for (let reason = wasm.run(); reason !== wasm.batchDone.value; reason = wasm.run()) {
      if (reason === wasm.blockFull.value) await this.#renewBlock()
      if (reason === wasm.valueLeft.value) {
        const end = this.#encoder.writeValue(
          wasm.column.value,
          bytes,
          wasm.from.value - copyAt,
          wasm.to.value - copyAt,
          this.#bytes,
          wasm.at.value,
        )
        wasm.resume(end)
      }
    }
  }

  async end(): Promise<void> {
    this.#wasm.finish()
    this.#wasm.align()
    await this.#append()
  }

  async #renewBlock(): Promise<void> {
    this.#wasm.finish()
    await this.#append()
    this.#wasm.renew(blockBytes)
    this.#block = this.#wasm.at.value
    this.#codes.renew()
  }

  async #append(): Promise<void> {
    const { at, out, packed } = this.#wasm
    await this.#parts.append(
      this.#bytes.subarray(this.#block, at.value),
      this.#bytes.subarray(packed.value, out.value),
    )
  }

  #reserve(length: number): void {
    const { memory } = this.#wasm
    if (length <= memory.buffer.byteLength) return
    memory.grow(Math.ceil((length - memory.buffer.byteLength) / pageBytes) + sparePages)
    this.#bytes = Buffer.from(memory.buffer)
  }

  #columnAt(index: number): number {
    const { columnTable, columnBytes } = this.#wasm
    return columnTable.value + index * columnBytes.value
  }

  #writeTables(): void {
    const { classes, kindOf, cellOpen, valueOpen } = this.#wasm
    this.#bytes.set(this.#encoder.text.special, classes.value)
    const { columns, shared } = this.#encoder
    for (const name of pieces) this.#piece(shared[name], this.#wasm[name].value)
    for (const [index, { packedKind, open, value }] of columns.entries()) {
      const at = this.#columnAt(index)
      this.#bytes.writeUInt32LE(packedKind, at + kindOf.value)
      this.#piece(open, at + cellOpen.value)
      this.#piece(value, at + valueOpen.value)
    }
  }

  #piece(bytes: Buffer, at: number): void {
    this.#bytes.writeUInt32LE(bytes.length, at)
    this.#bytes.set(bytes, at + 4)
  }
}
