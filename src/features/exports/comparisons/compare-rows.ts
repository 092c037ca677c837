import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { decodeField, isNull } from '#src/encoding/rows/copy-text.ts'
import { type RowBatch, rowBatches } from '#src/encoding/rows/row-batch.ts'
import { cutRow } from '../deltas/delta-rows.ts'
import { RowStates, RowStatesBuilder, saltBytes } from '../deltas/row-states.ts'

export interface ComparedRows {
  /** COPY text of the rows before and after: the columns, then the key columns. */
  beforePath: string
  afterPath: string
  columns: number
  keyColumns: number
  /** So many rows of each kind are returned. */
  shown: number
}

/** The columns of a row, each as PostgreSQL writes it. */
export type Fields = (string | null)[]

export interface Comparison {
  rows_before: number
  rows_after: number
  added: number
  removed: number
  changed: number
  first: { added: Fields[]; removed: Fields[]; changed: { before: Fields; after: Fields }[] }
}

/**
 * Compares two sets of rows by their keys, whatever order they are in: 16 bytes of memory for each row. Throws
 * SameKey where rows share a key.
 */
export async function compareRows(given: ComparedRows): Promise<Comparison> {
  const salt = randomBytes(saltBytes)
  const before = new RowStatesBuilder(salt)
  await readRows(given.beforePath, given, ({ key, line }) => before.add(key, line))
  const states = new RowStates(await before.toBytes())
  const seen = new Uint8Array(states.rows)
  const changed = new Map<number, { before: Fields; after: Fields }>()
  const comparison: Comparison = {
    ...{ rows_before: states.rows, rows_after: 0, added: 0, removed: 0, changed: 0 },
    first: { added: [], removed: [], changed: [] },
  }
  const after = new RowStatesBuilder(salt)
  await readRows(given.afterPath, given, (row) => {
    const entry = after.add(row.key, row.line)
    const index = states.indexOf(entry)
    comparison.rows_after += 1
    if (index === -1) {
      comparison.added += 1
      if (comparison.added <= given.shown) comparison.first.added.push(row.fields())
    } else {
      seen[index] = 1
      if (states.isSame(index, entry)) return
      comparison.changed += 1
      if (comparison.changed <= given.shown) changed.set(index, { before: [], after: row.fields() })
    }
  })
  // Also says where two of its rows share a key.
  await after.toBytes()
  let place = 0
  await readRows(given.beforePath, given, (row) => {
    const index = states.indexOf(before.at(place))
    place += 1
    const change = changed.get(index)
    if (change) change.before = row.fields()
    if (seen[index] === 1) return
    comparison.removed += 1
    if (comparison.removed <= given.shown) comparison.first.removed.push(row.fields())
  })
  comparison.first.changed = [...changed.values()]
  return comparison
}

/** Valid until the next one. */
interface Row {
  line: Buffer
  key: Buffer
  fields: () => Fields
}

async function readRows(
  path: string,
  { columns, keyColumns }: Pick<ComparedRows, 'columns' | 'keyColumns'>,
  visit: (row: Row) => void,
): Promise<void> {
  const chunks = createReadStream(path, { highWaterMark: 256 * 1024 })
  for await (const batch of rowBatches(chunks, columns + keyColumns)) {
    for (let row = 0; row < batch.rows; row++)
      visit({ ...cutRow(batch, row, columns), fields: () => fieldsOf(batch, row, columns) })
  }
}

function fieldsOf({ bytes, ends, width }: RowBatch, row: number, columns: number): Fields {
  return Array.from({ length: columns }, (_, column) => {
    const field = row * width + column
    const start = field === 0 ? 0 : ends[field - 1]! + 1
    const end = ends[field]!
    if (isNull(bytes, start, end)) return null
    const out = Buffer.allocUnsafe(end - start)
    return out.toString('utf8', 0, decodeField(bytes, start, end, out))
  })
}
