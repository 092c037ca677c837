import { distinctNames } from '../rows/column-names.ts'
import type { Emit } from '../rows/emit.ts'
import type { WriteCounts, WriteInput } from '../rows/format.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import { ColumnChunk } from './column-chunk.ts'
import { parquetTypes } from './column-types.ts'
import {
  columnChunk,
  fileMetaData,
  type NamedType,
  propertiesOf,
  rowGroup,
  type WrittenChunk,
} from './directory.ts'
import { codecs } from './pages.ts'
import type { ParquetDialect } from './parquet-options.ts'
import type { ThriftValue } from './thrift.ts'

/** A row group ends at the row that reaches one of these: so the same rows always make the same groups. */
const groupLimit = { rows: 128 * 1024, bytes: 32 * 1024 * 1024 }
const magic = Buffer.from('PAR1')

/** Writes row groups one after the other; no more than one of them is in memory, compressed. */
export async function writeParquet(
  { rows, columns, options, about }: WriteInput,
  emit: Emit,
): Promise<WriteCounts> {
  const dialect = options as ParquetDialect
  const names = distinctNames(columns, dialect.keys)
  let rounded = 0
  const types = parquetTypes(columns, dialect, () => {
    rounded++
  })
  const file = new ParquetFile(
    emit,
    types.map((type, index) => ({ name: names[index] as string, type })),
    dialect.codec,
  )
  await file.begin()
  for await (const batch of rows) await file.add(batch)
  await file.end((count) => propertiesOf(about, columns, names, count))
  return { rows: file.rows, guardedCells: 0, cutCells: file.lost + rounded }
}

class ParquetFile {
  rows = 0
  readonly #emit: Emit
  readonly #columns: NamedType[]
  readonly #codec: ParquetDialect['codec']
  readonly #chunks: ColumnChunk[]
  readonly #groups: ThriftValue[] = []
  #offset = 0
  #groupRows = 0
  #groupBytes = 0

  constructor(emit: Emit, columns: NamedType[], codec: ParquetDialect['codec']) {
    this.#emit = emit
    this.#columns = columns
    this.#codec = codec
    this.#chunks = columns.map(({ type }) => new ColumnChunk(type, codec))
  }

  /** Values that their types could not hold. */
  get lost(): number {
    return this.#chunks.reduce((sum, { lost }) => sum + lost, 0)
  }

  begin(): Promise<void> {
    return this.#write(magic)
  }

  async add(batch: RowBatch): Promise<void> {
    for (let first = 0; first < batch.rows; ) {
      const last = this.#fill(batch, first)
      for (const [column, chunk] of this.#chunks.entries()) chunk.add(batch, column, first, last)
      if (this.#isFull) await this.#endGroup()
      first = last
    }
  }

  async end(properties: (rows: number) => Record<string, string>): Promise<void> {
    if (this.#groupRows > 0) await this.#endGroup()
    const { bytes } = fileMetaData(this.#columns, this.rows, this.#groups, properties(this.rows))
    const length = Buffer.alloc(4)
    length.writeUInt32LE(bytes.length)
    await this.#write(Buffer.concat([bytes, length, magic]))
  }

  get #isFull(): boolean {
    return this.#groupRows >= groupLimit.rows || this.#groupBytes >= groupLimit.bytes
  }

  /** Counts rows into the group until it is full; returns the first that does not belong to it. */
  #fill({ ends, width, rows }: RowBatch, first: number): number {
    let row = first
    for (
      let from = first === 0 ? 0 : (ends[first * width - 1] as number) + 1;
      row < rows && !this.#isFull;
    ) {
      const to = (ends[++row * width - 1] as number) + 1
      this.#groupRows++
      this.#groupBytes += to - from
      from = to
    }
    return row
  }

  async #endGroup(): Promise<void> {
    const written: WrittenChunk[] = []
    for (const chunk of this.#chunks) written.push(await this.#writeChunk(chunk))
    const described = this.#columns.map((column, index) =>
      columnChunk(column, codecs[this.#codec], written[index] as WrittenChunk),
    )
    this.#groups.push(rowGroup(described, written))
    this.rows += this.#groupRows
    this.#groupRows = 0
    this.#groupBytes = 0
  }

  async #writeChunk(chunk: ColumnChunk): Promise<WrittenChunk> {
    const offset = this.#offset
    let plainBytes = 0
    const { pages, nulls } = chunk.end()
    for (const page of pages) {
      plainBytes += page.plainBytes
      await this.#write(page.bytes)
    }
    return { offset, bytes: this.#offset - offset, plainBytes, rows: this.#groupRows, nulls }
  }

  async #write(bytes: Buffer): Promise<void> {
    this.#offset += bytes.length
    await this.#emit(bytes)
  }
}
