import type { RowBatch } from './row-batch.ts'

/**
 * Takes rows off the beginning, up to the one that reaches a limit. Their number hangs on the rows alone and
 * not on how they were cut into batches, so that the same rows always give the same widths. `all` has every
 * row, those of the sample again.
 */
export async function sampleRows(
  rows: AsyncIterable<RowBatch>,
  limit: { rows: number; bytes: number },
): Promise<{ sample: RowBatch; all: AsyncGenerator<RowBatch> }> {
  const iterator = rows[Symbol.asyncIterator]()
  const held: RowBatch[] = []
  let left = limit.rows
  let bytes = 0
  const fields: Buffer[] = []
  let sampled = 0
  while (left > 0 && bytes < limit.bytes) {
    const next = await iterator.next()
    if (next.done) break
    const batch = copyOf(next.value)
    held.push(batch)
    let end = 0
    for (let row = 0; row < batch.rows && left > 0 && bytes < limit.bytes; row++, left--, sampled++) {
      const from = end
      end = (batch.ends[(row + 1) * batch.width - 1] as number) + 1
      bytes += end - from
    }
    fields.push(batch.bytes.subarray(0, end))
  }
  return { sample: joined(held, fields, sampled), all: replay(held, iterator) }
}

function copyOf({ bytes, rows, width, ends }: RowBatch): RowBatch {
  return { bytes: Buffer.from(bytes), rows, width, ends: ends.slice(0, rows * width) }
}

function joined(held: RowBatch[], pieces: Buffer[], rows: number): RowBatch {
  const width = held[0]?.width ?? 0
  const ends = new Int32Array(rows * width)
  let field = 0
  let before = 0
  held.forEach((batch, index) => {
    const piece = pieces[index] as Buffer
    for (const end of batch.ends) {
      if (end >= piece.length) break
      ends[field++] = before + end
    }
    before += piece.length
  })
  return { bytes: Buffer.concat(pieces), rows, width, ends }
}

async function* replay(held: RowBatch[], rest: AsyncIterator<RowBatch>): AsyncGenerator<RowBatch> {
  for (let batch = held.shift(); batch; batch = held.shift()) yield batch
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
