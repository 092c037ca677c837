import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { decodeField, isNull } from '#src/encoding/rows/copy-text.ts'
import { type RowBatch, rowBatches } from '#src/encoding/rows/row-batch.ts'
import { cutRow } from '../deltas/delta-rows.ts'
import { keyText, RowStates, RowStatesBuilder, saltBytes } from '../deltas/row-states.ts'
import { RowsAt } from './rows-at.ts'

export interface ComparedRows {
  /** COPY text of the rows before and after: the columns, then the key columns. */
  beforePath: string
  afterPath: string
  columns: number
  keyColumns: number
  signal?: AbortSignal
}

/** The columns of a row, each as PostgreSQL writes it. */
export type Fields = (string | null)[]

/** A row that differs. What it reads of the row is valid until the next one. */
export interface Difference {
  kind: 'added' | 'removed' | 'changed'
  /** 16 digits that name the row in this comparison. */
  rowKey: string
  before?: () => Promise<Fields>
  after?: () => Fields
}

export interface Counts {
  rows_before: number
  rows_after: number
  added: number
  removed: number
  changed: number
}

const added = -1
const [removed, same, changed] = [0, 1, 2]

/**
 * Compares two sets of rows by their keys, whatever order they are in: 16 bytes of memory for each row of both.
 * Throws SameKey where rows share a key.
 */
export async function compareRows(given: ComparedRows): Promise<Comparison> {
  const salt = randomBytes(saltBytes)
  const before = new RowStatesBuilder(salt)
  for await (const { key, line } of readRows(given.beforePath, given)) before.add(key, line)
  const states = new RowStates(await before.toBytes())
  const marks = new Uint8Array(states.rows)
  const counts = { rows_before: states.rows, rows_after: 0, added: 0, removed: states.rows, changed: 0 }
  const after = new RowStatesBuilder(salt)
  for await (const row of readRows(given.afterPath, given)) {
    const entry = after.add(row.key, row.line)
    const index = states.indexOf(entry)
    counts.rows_after += 1
    if (index === added) {
      counts.added += 1
      continue
    }
    counts.removed -= 1
    marks[index] = states.isSame(index, entry) ? same : changed
    if (marks[index] === changed) counts.changed += 1
  }
  // Also says where two of its rows share a key.
  await after.toBytes()
  return new Comparison(given, counts, { before, after, states, marks })
}

interface Compared {
  before: RowStatesBuilder
  after: RowStatesBuilder
  states: RowStates
  /** What became of each row before. */
  marks: Uint8Array
}

/** How many rows differ, and each of them on request. */
export class Comparison {
  readonly counts: Counts
  readonly #given: ComparedRows
  readonly #compared: Compared

  constructor(given: ComparedRows, counts: Counts, compared: Compared) {
    this.#given = given
    this.counts = counts
    this.#compared = compared
  }

  /** Rows that were removed, in the order before, then those added and changed in the order after; read again. */
  async *differences(): AsyncGenerator<Difference> {
    const { before, after, states, marks } = this.#compared
    const { beforePath, afterPath, columns, keyColumns } = this.#given
    const starts = new Float64Array(this.counts.changed > 0 ? states.rows : 0)
    let [place, offset] = [0, 0]
    for await (const row of readRows(beforePath, this.#given)) {
      const entry = before.at(place++)
      const index = states.indexOf(entry)
      if (marks[index] === changed) starts[index] = offset
      offset += row.line.length
      if (marks[index] === removed)
        yield { kind: 'removed', rowKey: keyText(entry), before: async () => row.fields() }
    }
    if (this.counts.added + this.counts.changed === 0) return
    const rowsBefore = new RowsAt(beforePath, columns + keyColumns)
    try {
      place = 0
      for await (const row of readRows(afterPath, this.#given)) {
        const entry = after.at(place++)
        const index = states.indexOf(entry)
        if (index !== added && marks[index] !== changed) continue
        const found = { rowKey: keyText(entry), after: row.fields }
        if (index === added) yield { kind: 'added', ...found }
        else {
          const fieldsBefore = async () => fieldsOf(await rowsBefore.at(starts[index]!), 0, columns)
          yield { kind: 'changed', ...found, before: fieldsBefore }
        }
      }
    } finally {
      await rowsBefore.close()
    }
  }
}

/** Valid until the next one. */
interface Row {
  line: Buffer
  key: Buffer
  fields: () => Fields
}

async function* readRows(
  path: string,
  { columns, keyColumns, signal }: Pick<ComparedRows, 'columns' | 'keyColumns' | 'signal'>,
): AsyncGenerator<Row> {
  const chunks = createReadStream(path, { highWaterMark: 256 * 1024 })
  for await (const batch of rowBatches(chunks, columns + keyColumns)) {
    signal?.throwIfAborted()
    for (let row = 0; row < batch.rows; row++)
      yield { ...cutRow(batch, row, columns), fields: () => fieldsOf(batch, row, columns) }
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
