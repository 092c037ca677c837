import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { type AsyncBuffer, asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import type { Cell } from './cells.ts'
import { queryDuckDb } from './foreign-readers.ts'

/** A column of a Parquet file whose cells are to be read. */
interface Column {
  key: string
  type: string
}

const compressors = { ZSTD: unzstd, GZIP: gunzip }

/** DuckDB: dates as PostgreSQL shows them, times as microseconds since 1970. */
export async function readParquetWithDuckDb(path: string, columns: Column[]): Promise<Cell[][]> {
  const cells = columns.map(({ key, type }) => {
    if (type === 'timestamp') return `epoch_us(${key})::varchar`
    return type === 'text' || type === 'json' ? `to_json(${key})::varchar` : `${key}::varchar`
  })
  const rows = await queryDuckDb(`'${path}'`, cells)
  return rows.map((row) => row.map((cell, place) => (cell === null ? null : plain(cell, columns[place]!))))
}

function plain(cell: string, { type }: Column): string {
  if (type === 'text' || type === 'json') return JSON.parse(cell)
  return cell.replace(' (BC)', ' BC')
}

/** hyparquet, with the same cells; it makes doubles of decimals. */
export async function readWithHyparquet(path: string, columns: Column[]): Promise<Cell[][]> {
  const rows = await parquetObjects(await asyncBufferFromFile(path))
  return rows.map((row) =>
    columns.map(({ key }) => (row[key] === null || row[key] === undefined ? null : String(row[key]))),
  )
}

/** Every row as hyparquet has it, without its own conversions of dates, times and texts. */
export function parquetObjects(file: AsyncBuffer): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({
    file,
    compressors,
    parsers: {
      timestampFromMicroseconds: String,
      dateFromDays: dayOf,
      stringFromBytes: (bytes) => Buffer.from(bytes).toString(),
    },
  })
}

function dayOf(days: number): string {
  const date = new Date(days * 86_400_000)
  const year = date.getUTCFullYear()
  const shown = String(year > 0 ? year : 1 - year).padStart(4, '0')
  return `${shown}-${date.toISOString().slice(-19, -14)}${year > 0 ? '' : ' BC'}`
}

function unzstd(bytes: Uint8Array): Uint8Array {
  return zstdDecompressSync(bytes)
}

function gunzip(bytes: Uint8Array): Uint8Array {
  return gunzipSync(bytes)
}
