import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { compiledRows } from '../../../scripts/build-wasm.ts'
import {
  copyText,
  inOrder,
  missing,
  nastyTable,
  nastyValues,
  randomTables,
  type SampleTable,
  sampleColumns,
  text,
  timestamp,
} from '../../../tests/samples/sample-table.ts'
import { partOf } from '../../../tests/samples/sample-workbook.ts'
import { runs } from '../../../tests/support/runs.ts'
import { rowBatches } from '../rows/row-batch.ts'
import { excelDialect } from './excel-dialect.ts'
import { PackedRows } from './packed-rows.ts'
import { PlainRows } from './plain-rows.ts'
import { writeWorkbook } from './workbook.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 })

const about = {
  exportId: '0197a3c0-0000-7000-8000-000000000001',
  exportName: 'Sales',
  dataset: 'Sales',
  filters: [],
  timeZone: 'UTC',
  snapshotAt: '2026-11-20T08:00:01.000Z',
  company: 'Hafen & Söhne',
  snapshotLocal: '2026-11-20 08:00:01',
  requestedBy: 'Ada',
}

describe('packed rows hold the text of plain ones', () => {
  test('of every nasty value', async () => {
    await expectSame(nastyTable())
    const values = Object.values(nastyValues).flat()
    for (const type of Object.keys(nastyValues) as (keyof typeof nastyValues)[]) {
      const rows = values.map((value) => [value])
      await expectSame({ columns: sampleColumns([type]), rows })
    }
  })

  test('of any table, in any batches, on any number of sheets', async () => {
    const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 4 })
    const sizes = fc.integer({ min: 2, max: 30 })
    await fc.assert(
      fc.asyncProperty(randomTables(), cuts, sizes, (table, pieces, rowsPerSheet) =>
        expectSame(table, pieces, rowsPerSheet),
      ),
      runs(300),
    )
  })

  test('of any values of few letters', async () => {
    const letters = [
      '0',
      '1',
      '9',
      '5',
      '-',
      '.',
      'e',
      't',
      'f',
      ' ',
      ':',
      '_',
      'x',
      '\\n',
      '\\\\',
      '\\t',
      '\\r',
    ]
    const odd = [
      '&',
      '<',
      '>',
      '"',
      '\u0001',
      '\uffef',
      '\uffff',
      '\ufffd',
      '＝',
      'ß',
      '😡',
      '_x0041_',
      '\\N',
    ]
    const dates = ['2026-01-02', '1900-02-28', '1900-03-01', '0001-01-01', '2026-13-01', '12024-01-01']
    const times = [' 03:04:05', '.123456', '.1234567', '+01', '-05:30', ' BC', ' 23:59:59.9999995', 'T']
    const field = fc.array(fc.constantFrom(...letters, ...odd, ...dates, ...times), { maxLength: 7 })
    const types = ['text', 'integer', 'decimal', 'date', 'timestamp', 'boolean', 'json'] as const
    const columns = sampleColumns([...types, ...types])
    await fc.assert(
      fc.asyncProperty(fc.array(field, { minLength: 60, maxLength: 60 }), (fields) => {
        const copy = fields.map((pieces, index) => pieces.join('') + (index % 14 === 13 ? '\n' : '\t'))
        return expectSameText(columns, Buffer.from(copy.slice(0, 56).join('')))
      }),
      runs(300),
    )
  })

  test('of moments of every year', async () => {
    const moments = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    await fc.assert(
      fc.asyncProperty(fc.array(moments, { minLength: 50, maxLength: 50 }), async (found) => {
        const rows = found.map((moment) => {
          const [day, time] = moment.toISOString().slice(0, -1).split('T') as [string, string]
          return [
            text(day),
            timestamp(`${day} ${time}`, ''),
            timestamp(`${day} ${time}${time.slice(1, 4)}+02`, ''),
          ]
        })
        await expectSame({ columns: sampleColumns(['date', 'timestamp', 'timestamp']), rows })
      }),
      runs(300),
    )
  })

  test('of texts of any length, over many blocks', async () => {
    const columns = sampleColumns(['text', 'integer', 'text', 'json'])
    let seed = 1
    const random = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
      return Math.floor((seed / 2 ** 32) * below)
    }
    const alphabets = ['a', 'ab&', '0123456789abcdef', 'äöü😡\n\t\\', '\u0001\ufffe', 'zyx_ ']
    const rows = Array.from({ length: 1500 }, (_, row) =>
      columns.map((_column, column) => {
        if (random(9) === 0) return missing
        if (column === 1) return text(`${random(10 ** random(12))}`)
        const length = [3, 40, 4090 + random(12), 32_760 + random(12), 70_000][Math.min(random(40), 4) % 5]!
        const letters = [...alphabets[random(alphabets.length)]!]
        const size = row % 50 === 0 ? length : Math.min(length, 300)
        return text(Array.from({ length: size }, () => letters[random(letters.length)]).join(''))
      }),
    )
    await expectSame({ columns, rows }, [1, 99_999, 1_000_000], 700)
  })

  test('of one row wider than everything', async () => {
    const columns = sampleColumns(Array.from({ length: 16_384 }, () => 'text' as const))
    const row = columns.map((_, index) => text(`${index}`.repeat(index % 50)))
    await expectSame({ columns, rows: [row, row.toReversed(), row.map(() => missing), row] })
  })
})

test('packed rows are the same however they arrive', async () => {
  const { columns, rows } = nastyTable()
  const copy = copyText(Array.from({ length: 900 }, () => rows).flat())
  const whole = await file(PackedRows, columns, copy)
  for (const cuts of [[1, 2, 3], [copy.length - 1], Array.from({ length: 4000 }, (_, index) => 7 * index)]) {
    expect((await file(PackedRows, columns, copy, cuts)).bytes.equals(whole.bytes)).toBe(true)
  }
})

test('the packed writer is compiled from the source in wasm/', async () => {
  const committed = await readFile(new URL('./deflate/rows-binary.ts', import.meta.url), 'utf8')
  expect(await compiledRows()).toBe(committed)
})

async function expectSame({ columns, rows }: SampleTable, cuts?: number[], rowsPerSheet?: number) {
  await expectSameText(columns, copyText(rows), cuts, rowsPerSheet)
}

async function expectSameText(
  columns: SampleTable['columns'],
  copy: Buffer,
  cuts: number[] = [],
  rowsPerSheet = 1_048_576,
) {
  const plain = await file(PlainRows, columns, copy, [], rowsPerSheet)
  const packed = await file(PackedRows, columns, copy, cuts, rowsPerSheet)
  expect(packed.counts).toEqual(plain.counts)
  const sheets = [...plain.bytes.toString('latin1').matchAll(/xl\/worksheets\/sheet\d+\.xml/g)]
  for (const name of new Set(sheets.map(([found]) => found))) {
    const [expected, found] = await Promise.all([partOf(plain.bytes, name), partOf(packed.bytes, name)])
    if (found !== expected) expect(found).toBe(expected)
  }
}

async function file(
  Rows: typeof PackedRows | typeof PlainRows,
  columns: SampleTable['columns'],
  copy: Buffer,
  cuts: number[] = [],
  rowsPerSheet?: number,
) {
  const places = [0, ...cuts.map((cut) => cut % (copy.length + 1)), copy.length].sort((a, b) => a - b)
  const chunks = places.slice(1).map((end, index) => copy.subarray(places[index], end))
  const written: Buffer[] = []
  const input = {
    rows: rowBatches(inOrder(chunks), columns.length),
    columns,
    options: excelDialect({}),
    about,
  }
  const emit = (bytes: Uint8Array) => void written.push(Buffer.from(bytes))
  const counts = await writeWorkbook(input, emit, rowsPerSheet, Rows)
  return { bytes: Buffer.concat(written), counts }
}
