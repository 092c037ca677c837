import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { type RowBatch, rowBatches } from '#src/encoding/rows/row-batch.ts'
import { keyText, type RowStates, RowStatesBuilder } from './row-states.ts'

export interface DeltaRows {
  /** COPY text of every row there is: the file's columns, then the key columns. */
  rowsPath: string
  columns: number
  keyColumns: number
  /** Appended to: an encoder may read it already. */
  outputPath: string
  salt: Buffer
  /** The rows of the run before; undefined: every row is written. */
  before: RowStates | undefined
  signal: AbortSignal
}

export interface DeltaCounts {
  /** Rows there are now. */
  rows: number
  /** Rows that are new or not as they were. */
  upserts: number
  /** Rows that are gone. */
  deletes: number
}

/**
 * Writes what became of the rows since the run before as COPY text: each row that is new or changed, then for each
 * row that is gone its key alone. Returns the counts, and the states that the next run compares with. Throws
 * SameKey.
 */
export async function writeDelta(given: DeltaRows): Promise<DeltaCounts & { states: Buffer }> {
  const { before, signal } = given
  const builder = new RowStatesBuilder(given.salt)
  const seen = new Uint8Array(before?.rows ?? 0)
  const counts: DeltaCounts = { rows: 0, upserts: 0, deletes: 0 }
  const output = await open(given.outputPath, 'a')
  try {
    const chunks = createReadStream(given.rowsPath, { highWaterMark: 256 * 1024 })
    for await (const batch of rowBatches(chunks, given.columns + given.keyColumns)) {
      signal.throwIfAborted()
      const pieces: Buffer[] = []
      for (let row = 0; row < batch.rows; row++) {
        const { line, key } = cutRow(batch, row, given.columns)
        const entry = builder.add(key, line)
        const index = before?.indexOf(entry) ?? -1
        if (index >= 0) seen[index] = 1
        if (index >= 0 && before!.isSame(index, entry)) continue
        pieces.push(Buffer.from(`upsert\t${keyText(entry)}\t`), line)
        counts.upserts += 1
      }
      counts.rows += batch.rows
      if (pieces.length > 0) await output.writeFile(Buffer.concat(pieces))
    }
    const states = await builder.toBytes()
    counts.deletes = await writeDeletions(given, seen, output)
    return { ...counts, states }
  } finally {
    await output.close()
  }
}

/** A row with its line end, and its key columns. */
export function cutRow(
  { bytes, ends, width }: RowBatch,
  row: number,
  columns: number,
): { line: Buffer; key: Buffer } {
  const start = row === 0 ? 0 : (ends[row * width - 1] as number) + 1
  const end = ends[(row + 1) * width - 1] as number
  const keyStart = columns === 0 ? start : (ends[row * width + columns - 1] as number) + 1
  return { line: bytes.subarray(start, end + 1), key: bytes.subarray(keyStart, end) }
}

async function writeDeletions(
  { before, columns, keyColumns, signal }: DeltaRows,
  seen: Uint8Array,
  output: FileHandle,
): Promise<number> {
  if (!before) return 0
  const nothing = Array<string>(columns).fill('\\N')
  let deletes = 0
  let lines: string[] = []
  for (let index = seen.indexOf(0); index !== -1; index = seen.indexOf(0, index + 1)) {
    const key = before.keyAt(index)
    lines.push(['delete', key, ...nothing, ...Array<string>(keyColumns).fill(key)].join('\t'))
    deletes += 1
    if (lines.length < 1000) continue
    signal.throwIfAborted()
    await output.writeFile(`${lines.join('\n')}\n`)
    lines = []
  }
  if (lines.length > 0) await output.writeFile(`${lines.join('\n')}\n`)
  return deletes
}
