import { isNull } from '../rows/copy-text.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import type { ParquetType } from './column-types.ts'
import { dataPage, type Page } from './pages.ts'
import type { ParquetDialect } from './parquet-options.ts'
import { writeBoolean } from './plain-values.ts'

const pageBytes = 1024 * 1024
const pageRows = 32 * 1024
/** What a value takes beyond its text. */
const margin = 16

/** One column of a row group: its values become compressed pages, which are all that is kept. */
export class ColumnChunk {
  readonly type: ParquetType
  readonly #codec: ParquetDialect['codec']
  readonly #hasValue = new Uint8Array(pageRows / 8)
  #values = Buffer.allocUnsafe(64 * 1024)
  #used = 0
  #rows = 0
  #nulls = 0
  #pages: Page[] = []
  #groupNulls = 0
  /** Values of the whole file that the type could not hold. */
  lost = 0

  constructor(type: ParquetType, codec: ParquetDialect['codec']) {
    this.type = type
    this.#codec = codec
  }

  /** Takes a column of the rows `first` to `last` (exclusive). */
  add({ bytes, ends, width }: RowBatch, column: number, first: number, last: number): void {
    for (let row = first, field = first * width + column; row < last; row++, field += width) {
      const from = field === 0 ? 0 : (ends[field - 1] as number) + 1
      const to = ends[field] as number
      if (this.#rows === pageRows || this.#used >= pageBytes) this.#endPage()
      const end = isNull(bytes, from, to) ? -1 : this.#write(bytes, from, to)
      if (end < 0) this.#nulls++
      else {
        this.#used = end
        const byte = this.#rows >> 3
        this.#hasValue[byte] = (this.#hasValue[byte] as number) | (1 << (this.#rows & 7))
      }
      this.#rows++
    }
  }

  /** The pages of the row group that ends here; the next one begins without any. */
  end(): { pages: Page[]; nulls: number } {
    if (this.#rows > 0) this.#endPage()
    const ended = { pages: this.#pages, nulls: this.#groupNulls }
    this.#pages = []
    this.#groupNulls = 0
    return ended
  }

  #write(bytes: Buffer, from: number, to: number): number {
    const needed = this.#used + to - from + margin
    if (needed > this.#values.length) this.#grow(needed)
    const end = this.type.write(bytes, from, to, this.#values, this.#used)
    if (end < 0) this.lost++
    return end
  }

  #grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#values.length))
    this.#values.copy(larger, 0, 0, this.#used)
    this.#values = larger
  }

  #endPage(): void {
    const values = this.#values.subarray(0, this.#used)
    const plain = this.type.write === writeBoolean ? packedBits(values) : values
    this.#pages.push(dataPage(this.#rows, this.#nulls, this.#hasValue, plain, this.#codec))
    this.#groupNulls += this.#nulls
    this.#hasValue.fill(0)
    this.#used = 0
    this.#rows = 0
    this.#nulls = 0
  }
}

function packedBits(values: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(values.length / 8))
  for (const [index, value] of values.entries()) {
    bits[index >> 3] = (bits[index >> 3] as number) | (value << (index & 7))
  }
  return bits
}
