import { join } from 'node:path'
import type { Format } from '#src/encoding/rows/format.ts'
import type { Measurement } from './measurement.ts'
import { type Candidate, measurePairs, type Pairing } from './pairs.ts'
import type { ExportProgram } from './programs/export.ts'
import { bareEncoder } from './programs.ts'
import { columns, selectRows } from './source-table.ts'
import { say } from './table.ts'
import type { Yardstick } from './yardsticks.ts'

export interface Comparison {
  yardstick: string
  rows: number
}

/** Slow by design, and small: there is no point in more rows. */
const papaparseRows = 100_000
const naiveRows = 1_000
const pageRows = 10_000

/** What a format of that key is compared with, at which of the wanted numbers of rows. */
export function comparisonsOf(
  { key, limits }: Pick<Format, 'key' | 'limits'>,
  wanted: number[],
): Comparison[] {
  const sizes = wanted.filter((rows) => rows <= (limits.rows ?? Number.POSITIVE_INFINITY))
  const against = (yardstick: string, rows: number[] = sizes) =>
    rows.map((size) => ({ yardstick, rows: size }))
  const reached = (rows: number) => (wanted.some((size) => size >= rows) ? [rows] : [])
  if (key === 'pdf') {
    return [
      ...against('react-pdf naive', reached(naiveRows)),
      ...against('react-pdf pages', reached(pageRows)),
      ...against('pdfkit'),
      ...against('bare', sizes.slice(-1)),
    ]
  }
  if (key === 'excel') {
    return [
      ...against('\\copy csv'),
      ...against('exceljs'),
      ...against('libxlsxwriter'),
      ...against('bare', sizes.slice(-1)),
    ]
  }
  return [
    ...against('\\copy csv'),
    ...against('duckdb', key === 'parquet' ? sizes : []),
    ...against('papaparse', key === 'csv' ? sizes.filter((size) => size <= papaparseRows) : []),
    ...against('bare', sizes.slice(-1)),
  ]
}

interface Bench extends Pairing {
  /** The bundled program that exports. */
  program: string
  yardsticks: Map<string, Yardstick>
}

/** Measures ours beside a yardstick; undefined when this machine does not have it. */
export async function compare(
  format: Format,
  { yardstick, rows }: Comparison,
  bench: Bench,
): Promise<Measurement | undefined> {
  const other = theirs(format, yardstick, rows, bench)
  if (!other) return undefined
  say(`${format.key} against ${yardstick}, ${rows} rows`)
  const times = await measurePairs(ours(format, rows, bench), other, bench)
  return { format: format.key, rows, yardstick, ...times }
}

function theirs(format: Format, key: string, rows: number, bench: Bench): Candidate | undefined {
  if (key === 'bare') return ours(format, rows, bench, bareEncoder)
  const yardstick = bench.yardsticks.get(key)
  if (!yardstick || yardstick.missing !== undefined) return undefined
  return { name: key, rows, command: (outputPath) => yardstick.command(selectRows(rows), outputPath) }
}

/** The yardsticks write values as they are, and so does ours. */
function rawValues({ options }: Format): Record<string, unknown> {
  return 'values' in options.shape ? { values: 'raw' } : {}
}

function ours(format: Format, rows: number, { program, folder }: Bench, encoder?: string): Candidate {
  const command = (outputPath: string) => {
    const told: ExportProgram = {
      select: selectRows(rows, { withKey: true }),
      ...(encoder === undefined ? {} : { encoder }),
      job: {
        tenantId: 'bench',
        spoolPath: join(folder, 'spool'),
        outputPath,
        format: format.key,
        fileName: 'bench',
        columns,
        keyColumns: 1,
        options: format.dialect(rawValues(format)),
        about: {
          ...{
            exportId: '00000000-0000-4000-8000-000000000000',
            exportName: 'Bench',
            dataset: 'Source rows',
          },
          ...{
            filters: [],
            timeZone: 'UTC',
            snapshotAt: '2026-01-01T00:00:00.000Z',
            company: 'Hafen & Söhne',
            snapshotLocal: '2026-01-01 00:00:00',
            requestedBy: 'Bench',
          },
        },
      },
    }
    return { file: process.execPath, args: [program], env: { EXPORT_PROGRAM: JSON.stringify(told) } }
  }
  return { name: encoder ? `${format.key} without proof` : format.key, rows, command }
}
