import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { parquetMetadata } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { microseconds, plainNumber } from '../../../tests/readers/cells.ts'
import { parquetObjects, readParquetWithDuckDb } from '../../../tests/readers/parquet-readers.ts'
import {
  copyText,
  missing,
  nastyTable,
  number,
  randomTables,
  type SampleTable,
  sampleColumns,
  text,
  timestamp,
  writeAll,
} from '../../../tests/samples/sample-table.ts'
import { parquet } from './parquet.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parquet-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('parquet', () => {
  test('DuckDB reads every value of any table, and what the types cannot hold is null and counted', async () => {
    const expectRead = async (table: SampleTable) => {
      const { file, ...counts } = await writeAll(parquet, table.columns, [copyText(table.rows)])
      const path = join(folder, 'any.parquet')
      await writeFile(path, file)
      const found = await readParquetWithDuckDb(path, table.columns)
      const expected = table.rows.map((row) =>
        row.map(({ copy }, index) => held(copy, table.columns[index]!.type)),
      )
      const isNumber = table.columns.map(({ type }) => type === 'decimal' || type === 'money')
      expect(
        found.map((row) =>
          row.map((cell, place) => (cell !== null && isNumber[place] ? plainNumber(cell) : cell)),
        ),
      ).toEqual(expected.map((row) => row.map(({ cell }) => cell)))
      const cutCells = expected.flat().filter(({ isCut }) => isCut).length
      expect(counts).toEqual({ rows: table.rows.length, guardedCells: 0, cutCells })
    }
    await expectRead(nastyTable())
    await fc.assert(fc.asyncProperty(randomTables(), expectRead), { numRuns: 100 })
  })

  test('the same rows are the same bytes, however they arrive', async () => {
    const { columns, rows } = nastyTable()
    const whole = copyText(rows)
    const { file } = await writeAll(parquet, columns, [whole])
    for (const size of [1, 7, 100]) {
      const chunks = Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
        whole.subarray(index * size, (index + 1) * size),
      )
      expect((await writeAll(parquet, columns, chunks)).file.equals(file)).toBe(true)
    }
  })

  test('many rows are several row groups of many pages, without a loss at their borders', async () => {
    const count = 300_000
    const rows = Buffer.from(
      Array.from({ length: count }, (_, row) => `${row}\t${row % 3 === 0 ? '\\N' : `text ${row}`}\n`).join(
        '',
      ),
    )
    const { file } = await writeAll(parquet, sampleColumns(['integer', 'text']), [rows])
    const { row_groups } = parquetMetadata(exactly(file))
    expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([131_072, 131_072, 37_856])
    const nulls = row_groups.map(({ columns }) => Number(columns[1]!.meta_data!.statistics!.null_count))
    expect(nulls.reduce((sum, some) => sum + some)).toBe(count / 3)
    const read = await parquetObjects(exactly(file))
    expect(read).toHaveLength(count)
    const wrong = read.filter(
      ({ c0, c1 }, row) => Number(c0) !== row || c1 !== (row % 3 === 0 ? null : `text ${row}`),
    )
    expect(wrong).toEqual([])
  })

  test('long rows are smaller groups, so that memory stays flat', async () => {
    const line = Buffer.from(`${'x'.repeat(1024 * 1024 - 1)}\n`)
    const chunks = Array.from({ length: 70 }, () => line)
    const { file } = await writeAll(parquet, sampleColumns(['text']), chunks)
    const { row_groups } = parquetMetadata(exactly(file))
    expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([32, 32, 6])
  })

  test.each(['zstd', 'gzip', 'none'])('%s is a compression of its pages', async (codec) => {
    const { columns, rows } = nastyTable()
    const written = await writeAll(parquet, columns, [copyText(rows)], { codec })
    const other = await writeAll(parquet, columns, [copyText(rows)])
    expect(await parquetObjects(exactly(written.file))).toEqual(await parquetObjects(exactly(other.file)))
    const name = { zstd: 'ZSTD', gzip: 'GZIP', none: 'UNCOMPRESSED' }[codec]
    expect(parquetMetadata(exactly(written.file)).row_groups[0]!.columns[0]!.meta_data!.codec).toBe(name)
  })

  test('null is not the empty text, and a masked value is text', async () => {
    const columns = [...sampleColumns(['text', 'integer'])]
    columns[1] = { ...columns[1]!, masked: true }
    const { file } = await writeAll(parquet, columns, [
      copyText([
        [missing, text('***1')],
        [text(''), missing],
      ]),
    ])
    expect(await parquetObjects(exactly(file))).toEqual([
      { c0: null, c1: '***1' },
      { c0: '', c1: null },
    ])
  })

  test('columns are named by key or by heading, and no two have one name', async () => {
    const columns = sampleColumns(['text', 'text']).map((column) => ({ ...column, label: 'Name' }))
    const rows = [copyText([[text('a'), text('b')]])]
    const { file } = await writeAll(parquet, columns, rows, { keys: 'label' })
    expect(await parquetObjects(exactly(file))).toEqual([{ Name: 'a', 'Name (2)': 'b' }])
  })

  test('a table without rows has its columns', async () => {
    const { file } = await writeAll(parquet, sampleColumns(['date', 'boolean']), [])
    const { num_rows, schema } = parquetMetadata(exactly(file))
    expect([Number(num_rows), schema.slice(1).map(({ name, type }) => [name, type])]).toEqual([
      0,
      [
        ['c0', 'INT32'],
        ['c1', 'BOOLEAN'],
      ],
    ])
  })

  test('a time is an instant in UTC to the microsecond, and the file says what it is', async () => {
    const rows = [copyText([[timestamp('2024-01-02 03:04:05.000001+01', '')]])]
    const { file } = await writeAll(parquet, sampleColumns(['timestamp']), rows)
    const { schema, key_value_metadata } = parquetMetadata(exactly(file))
    expect(schema[1]).toMatchObject({
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
    })
    expect(await parquetObjects(exactly(file))).toEqual([{ c0: '1704161045000001' }])
    expect(JSON.parse(key_value_metadata![0]!.value!)).toMatchObject({ export_name: 'Über 10', rows: 1 })
  })

  test('a number with more decimal places than its column is rounded away from zero', async () => {
    const values = ['0.005', '-0.005', '0.0049', '1.10000', '99.995'].map(number)
    const rows = [copyText(values.map((value) => [value]))]
    const { file, cutCells } = await writeAll(parquet, sampleColumns(['decimal']), rows)
    const read = await parquetObjects(exactly(file))
    expect(read.map(({ c0 }) => c0)).toEqual([0.01, -0.01, 0, 1.1, 100])
    expect(cutCells).toBe(4)
  })
})

/** What a column of a type makes of a value, by arithmetic that is not the writer's. */
function held(copy: string | null, type: string): { cell: string | null; isCut: boolean } {
  if (copy === null) return { cell: null, isCut: false }
  if (type === 'boolean') return { cell: String(copy === 't'), isCut: false }
  if (type === 'date' || type === 'timestamp') {
    if (/infinity/.test(copy)) return { cell: null, isCut: true }
    return { cell: type === 'date' ? copy : String(microseconds(copy, 'instant')), isCut: false }
  }
  if (type !== 'decimal' && type !== 'money') return { cell: copy, isCut: false }
  if (/[NI]/.test(copy)) return { cell: null, isCut: true }
  const exact = plainNumber(copy)
  const [whole = '', fraction = ''] = exact.split('.')
  const cents = BigInt(`${whole}${fraction.slice(0, 2).padEnd(2, '0')}`.replace('-', ''))
  const up = (fraction[2] ?? '0') >= '5' ? 1n : 0n
  if (cents + up >= 10n ** 38n) return { cell: null, isCut: true }
  const digits = String(cents + up).padStart(3, '0')
  const sign = exact.startsWith('-') ? '-' : ''
  const cell = plainNumber(`${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`)
  return { cell, isCut: fraction.length > 2 }
}

/** The bytes alone: a small Buffer shares its memory with others. */
function exactly(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
