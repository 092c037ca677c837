import { isNull } from '../copy-text.ts'
import type { FileColumn } from '../definition.ts'
import type { RowBatch } from '../row-batch.ts'
import { booleanKind, dateKind, decimalKind, integerKind, timestampKind, valueKinds } from '../value-kind.ts'

/** The sample ends with the row that reaches one of these, however the rows were cut into batches. */
const sampleRows = 500
const sampleBytes = 256 * 1024
const narrowest = 8
const widest = 60
const backslash = 92

export interface Sampled {
  /** Of each column, in characters. */
  widths: number[]
  /** All rows, those of the sample again. */
  rows: AsyncIterable<RowBatch>
}

/** Reads the first rows for how wide their columns want to be, and gives them back before the rest. */
export async function sampled(rows: AsyncIterable<RowBatch>, columns: FileColumn[]): Promise<Sampled> {
  const source = rows[Symbol.asyncIterator]()
  const sample = new WidthSample(columns)
  const batches: RowBatch[] = []
  while (!sample.isComplete) {
    const { value, done } = await source.next()
    if (done) break
    sample.add(value)
    // A batch is valid until the next one is asked for.
    const ends = value.ends.slice(0, value.rows * value.width)
    batches.push({ ...value, bytes: Buffer.from(value.bytes), ends })
  }
  return { widths: sample.widths(), rows: again(batches, source) }
}

async function* again(batches: RowBatch[], source: AsyncIterator<RowBatch>): AsyncGenerator<RowBatch> {
  for (let batch = batches.shift(); batch; batch = batches.shift()) yield batch
  yield* { [Symbol.asyncIterator]: () => source }
}

class WidthSample {
  isComplete = false
  readonly #kinds: Uint8Array
  readonly #longest: number[]
  #rows = 0
  #bytes = 0

  constructor(columns: FileColumn[]) {
    this.#kinds = valueKinds(columns)
    // The filter's button takes two characters of the header.
    this.#longest = columns.map(
      ({ label }) => shownLength(Buffer.from(label), 0, Buffer.byteLength(label)) + 2,
    )
  }

  add({ bytes, ends, rows, width }: RowBatch): void {
    let from = 0
    for (let row = 0; row < rows && !this.isComplete; row++) {
      const start = from
      for (let column = 0; column < width; column++) {
        const to = ends[row * width + column] as number
        if (column < this.#kinds.length && !isNull(bytes, from, to)) this.#measure(column, bytes, from, to)
        from = to + 1
      }
      this.#rows++
      this.#bytes += from - start
      this.isComplete = this.#rows >= sampleRows || this.#bytes >= sampleBytes
    }
  }

  widths(): number[] {
    return this.#longest.map((length) => Math.min(widest, Math.max(narrowest, length + 2)))
  }

  #measure(column: number, bytes: Buffer, from: number, to: number): void {
    const length = this.#shown(this.#kinds[column] as number, bytes, from, to)
    if (length > (this.#longest[column] as number)) this.#longest[column] = length
  }

  #shown(kind: number, bytes: Buffer, from: number, to: number): number {
    if (kind === booleanKind) return 5
    if (kind === dateKind) return 10
    if (kind === timestampKind) return 19
    // With separators of thousands.
    if (kind === integerKind || kind === decimalKind) return to - from + Math.floor((to - from) / 3)
    return shownLength(bytes, from, to)
  }
}

/** Characters of the first line, wide ones twice, up to the widest column. */
function shownLength(bytes: Buffer, from: number, to: number): number {
  let length = 0
  for (let index = from; index < to && length < widest; index++) {
    const byte = bytes[index] as number
    if (byte === backslash && bytes[++index] === 110) break
    // Bytes 0x80 to 0xBF continue a character; from 0xE3 on begin the wide ones of East Asia and emoji.
    if (byte < 0x80 || byte >= 0xc0) length += byte >= 0xe3 ? 2 : 1
  }
  return length
}
