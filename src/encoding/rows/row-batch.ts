/**
 * Rows in PostgreSQL's COPY text format, cut at row ends, with the place of every field.
 * Field n of the batch ends before `ends[n]` (a TAB or LF) and begins after `ends[n - 1]`.
 */
export interface RowBatch {
  bytes: Buffer
  rows: number
  /** Fields in every row: the file's columns, then the key columns that writers leave out. */
  width: number
  ends: Int32Array
}

/** Small enough that a batch and its output stay in the processor's cache. */
const batchBytes = 64 * 1024
const tab = 9
const newline = 10

/**
 * Cuts chunks of COPY text into batches of whole rows with `width` fields each. A batch is valid until the
 * next one is asked for. Throws when a row has another number of fields or the text ends inside a row.
 */
export async function* rowBatches(chunks: AsyncIterable<Buffer>, width: number): AsyncGenerator<RowBatch> {
  const batch: RowBatch = { bytes: Buffer.alloc(0), rows: 0, width, ends: new Int32Array(batchBytes) }
  let rowsBefore = 0
  for await (const chunk of wholeRows(chunks)) {
    for (let start = 0; start < chunk.length; ) {
      const stop = batchEnd(chunk, start)
      batch.bytes = chunk.subarray(start, stop)
      indexFields(batch, rowsBefore)
      rowsBefore += batch.rows
      start = stop
      yield batch
    }
  }
}

/** Re-cuts chunks at row ends: COPY writes a newline in data as `\n`, so a raw one always ends a row. */
export async function* wholeRows(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = []
  for await (const chunk of chunks) {
    const first = chunk.indexOf(newline) + 1
    if (first === 0) {
      pieces.push(Buffer.from(chunk))
      continue
    }
    const last = chunk.lastIndexOf(newline) + 1
    // Only the row that straddles two chunks is copied.
    if (pieces.length > 0) yield Buffer.concat([...pieces, chunk.subarray(0, first)])
    const rest = chunk.subarray(pieces.length > 0 ? first : 0, last)
    pieces = last < chunk.length ? [Buffer.from(chunk.subarray(last))] : []
    if (rest.length > 0) yield rest
  }
  if (pieces.some((piece) => piece.length > 0)) throw new Error('the COPY text ends inside a row')
}

function batchEnd(chunk: Buffer, start: number): number {
  if (chunk.length - start <= batchBytes) return chunk.length
  const end = chunk.lastIndexOf(newline, start + batchBytes - 1) + 1
  return end > start ? end : chunk.indexOf(newline, start) + 1
}

// The one loop over every byte: no branch but the one for a separator.
function indexFields(batch: RowBatch, rowsBefore: number): void {
  const { bytes, ends } = batch
  const length = bytes.length
  let fields = 0
  let separators = 0
  for (let at = 0; at < length; at++) {
    const byte = bytes[at] as number
    if (byte > newline || byte < tab) continue
    // Past the capacity the store does nothing and the count refuses the row.
    ends[fields++] = at
    separators += byte
  }
  batch.rows = separators - tab * fields
  checkWidth(batch, fields, rowsBefore)
}

function checkWidth({ bytes, ends, rows, width }: RowBatch, fields: number, rowsBefore: number): void {
  for (let row = 1; row <= rows; row++) {
    if (bytes[ends[row * width - 1] as number] === newline) continue
    throw new Error(`row ${rowsBefore + row} of the COPY text does not have ${width} fields`)
  }
  if (fields !== rows * width) throw new Error(`a row of the COPY text does not have ${width} fields`)
}
