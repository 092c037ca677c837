import type { FileColumn } from '#src/encoding/rows/column.ts'
import { decodeField, isNull } from '#src/encoding/rows/copy-text.ts'
import type { About, Format } from '#src/encoding/rows/format.ts'
import { defaultLocale, formattedValues } from '#src/encoding/rows/formatted-values.ts'
import { type RowBatch, rowBatches } from '#src/encoding/rows/row-batch.ts'

/** The first rows of a result, as COPY text of its columns and key. */
export interface FirstRows {
  text: Buffer
  columns: FileColumn[]
  keyColumns: number
}

/** More text than this is cut after its last whole row; one row is always kept. */
const maxBytes = 1024 * 1024
const newline = 10

/** At most so many whole rows off the beginning of COPY text. */
export function cutRows(text: Buffer, rows: number): { text: Buffer; rows: number; hasMore: boolean } {
  let end = 0
  let taken = 0
  while (taken < rows) {
    const next = text.indexOf(newline, end) + 1
    if (next === 0 || (taken > 0 && next > maxBytes)) break
    end = next
    taken += 1
  }
  return { text: text.subarray(0, end), rows: taken, hasMore: end < text.length }
}

/** A file of these rows, by the writer that makes the whole one. */
export async function encodeFirstRows(
  format: Format,
  first: FirstRows,
  options: Record<string, unknown>,
  about: About,
): Promise<Buffer> {
  // Loaded when needed: pages that preview nothing do without fonts and workbooks.
  const { writers } = await import('#src/encoding/writers.ts')
  const chunks: Buffer[] = []
  const input = { rows: batchesOf(first), columns: first.columns, options, about }
  await writers[format.key]!(input, (bytes) => {
    chunks.push(Buffer.from(bytes))
  })
  return Buffer.concat(chunks)
}

/** The cells that these rows become, before the format quotes them. */
export async function cellsOf(
  first: FirstRows,
  options: Record<string, unknown>,
): Promise<(string | null)[][]> {
  const {
    values,
    preset,
    offset,
    locale = defaultLocale,
  } = options as {
    values?: string
    preset?: string
    offset?: boolean
    locale?: string
  }
  const isForExcel = preset === 'excel'
  const style = { locale, isForExcel, hasOffsets: offset ?? !isForExcel }
  const raw = batchesOf(first)
  const shown = values === 'formatted' ? formattedValues(raw, first.columns, style) : raw
  const cells: (string | null)[][] = []
  for await (const batch of shown) cells.push(...rowsIn(batch, first.columns.length))
  return cells
}

/** The values of the text columns, as they are in the table; masked ones were masked by the query. */
export async function textsOf(first: FirstRows): Promise<string[]> {
  const isText = first.columns.map(({ type }) => type === 'text')
  const rows = await cellsOf(first, {})
  return rows.flatMap((row) => row.filter((cell, column) => isText[column] && cell !== null) as string[])
}

function batchesOf({ text, columns, keyColumns }: FirstRows): AsyncGenerator<RowBatch> {
  return rowBatches(once(text), columns.length + keyColumns)
}

async function* once(text: Buffer): AsyncGenerator<Buffer> {
  if (text.length > 0) yield text
}

function* rowsIn({ bytes, rows, width, ends }: RowBatch, columns: number): Generator<(string | null)[]> {
  const out = Buffer.allocUnsafe(bytes.length)
  for (let row = 0; row < rows; row++) {
    yield Array.from({ length: columns }, (_, column) => {
      const field = row * width + column
      const start = field === 0 ? 0 : (ends[field - 1] as number) + 1
      const end = ends[field] as number
      return isNull(bytes, start, end) ? null : out.toString('utf8', 0, decodeField(bytes, start, end, out))
    })
  }
}
