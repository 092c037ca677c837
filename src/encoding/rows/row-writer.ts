import type { Emit } from './emit.ts'
import type { RowBatch } from './row-batch.ts'

/** Turns batches of rows into bytes of one format. */
export interface RowEncoder {
  /** Bytes before the first row and after the last. */
  head: () => Uint8Array
  tail: () => Uint8Array
  /** The most bytes this batch can become. */
  bound: (batch: RowBatch) => number
  /** Writes the batch into `out` from `at` on and returns where it ended. */
  encode: (batch: RowBatch, out: Buffer, at: number) => number
}

const flushBytes = 128 * 1024

/** Runs all rows through an encoder into `emit`, reusing one output buffer; returns the number of rows. */
export async function writeRows(
  rows: AsyncIterable<RowBatch>,
  encoder: RowEncoder,
  emit: Emit,
): Promise<number> {
  let out: Buffer = Buffer.allocUnsafe(flushBytes * 2)
  let at = 0
  let count = 0
  await emit(encoder.head())
  for await (const batch of rows) {
    const needed = at + encoder.bound(batch)
    if (needed > out.length) out = grown(out, at, needed)
    at = encoder.encode(batch, out, at)
    count += batch.rows
    if (at < flushBytes) continue
    await emit(out.subarray(0, at))
    at = 0
  }
  if (at > 0) await emit(out.subarray(0, at))
  await emit(encoder.tail())
  return count
}

function grown(out: Buffer, used: number, needed: number): Buffer {
  const larger = Buffer.allocUnsafe(needed)
  out.copy(larger, 0, 0, used)
  return larger
}
