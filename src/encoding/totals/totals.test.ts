import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  copyText,
  inOrder,
  missing,
  nastyTable,
  sampleColumns,
  text,
} from '../../../tests/samples/sample-table.ts'
import type { FileColumn } from '../rows/column.ts'
import { rowBatches } from '../rows/row-batch.ts'
import { Totals } from './totals.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

const plainNumber = fc
  .tuple(
    fc.boolean(),
    fc.oneof(fc.nat().map(BigInt), fc.bigInt({ min: 0n, max: 10n ** 25n })),
    fc.nat({ max: 8 }),
  )
  .map(([isNegative, digits, places]) => {
    const padded = String(digits).padStart(places + 1, '0')
    const point = places === 0 ? padded : `${padded.slice(0, -places)}.${padded.slice(-places)}`
    return isNegative ? `-${point}` : point
  })

describe('control totals of numbers', () => {
  test('are those of plain BigInt arithmetic', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(plainNumber, { maxLength: 40 }),
        fc.nat({ max: 4 }),
        async (numbers, scale) => {
          const [total] = await totalsOf(
            [{ ...column('decimal'), scale }],
            numbers.map((value) => [value]),
          )
          const places = Math.max(scale, ...numbers.map(placesOf))
          const scaled = numbers.map(
            (value) => BigInt(value.replace('.', '')) * 10n ** BigInt(places - placesOf(value)),
          )
          const sorted = scaled.toSorted((left, right) => (left < right ? -1 : 1))
          expect(total).toEqual({
            ...{ key: 'c0', count: numbers.length, nulls: 0, non_finite: 0 },
            sum: decimal(
              scaled.reduce((sum, value) => sum + value, 0n),
              places,
            ),
            min: numbers.length === 0 ? null : decimal(sorted[0]!, places),
            max: numbers.length === 0 ? null : decimal(sorted.at(-1)!, places),
          })
        },
      ),
      { numRuns: 500 },
    )
  })

  test('stay exact where Numbers would round', async () => {
    const rows = Array.from({ length: 300_000 }, () => ['99999999999.99', '9223372036854775807'])
    const [money, integer] = await totalsOf([column('money'), { ...column('integer'), key: 'c1' }], rows)
    expect(money).toMatchObject({ sum: '29999999999997000.00', min: '99999999999.99', max: '99999999999.99' })
    expect(integer?.sum).toBe(String(9223372036854775807n * 300_000n))
  })

  test('read exponents and leave out what is not finite', async () => {
    const rows = [['1.5e-07'], ['-1e+20'], ['NaN'], ['Infinity'], ['-Infinity'], [null], ['0.1']]
    const [total] = await totalsOf([column('decimal')], rows)
    expect(total).toEqual({
      ...{ key: 'c0', count: 6, nulls: 1, non_finite: 3 },
      sum: '-99999999999999999999.89999985',
      min: '-100000000000000000000.00000000',
      max: '0.10000000',
    })
  })

  test.each(['=1', '', '1.', '.5', '-', '1.2.3', '12-3'])('refuse %j', async (value) => {
    await expect(totalsOf([column('integer')], [[value]])).rejects.toThrow('column c0')
  })
})

describe('control totals of dates and timestamps', () => {
  test('go by instant, whatever the offset', async () => {
    const moment = fc.tuple(
      fc.date({ min: new Date('0002-01-01'), max: new Date('9998-01-01'), noInvalidDate: true }),
      fc.integer({ min: -14 * 60, max: 14 * 60 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(moment, { minLength: 1, maxLength: 20 }), async (moments) => {
        const rows = moments.map(([date, minutes]) => [
          localText(date, minutes).replace('T', ' ').replace(/:00$/, ''),
        ])
        const [total] = await totalsOf([column('timestamp')], rows)
        const times = moments.map(([date]) => date.getTime())
        expect([Date.parse(total!.min!), Date.parse(total!.max!)]).toEqual([
          Math.min(...times),
          Math.max(...times),
        ])
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['timestamp', ['0044-03-15 12:00:00+00 BC', '0044-03-16 12:00:00+00 BC', '0043-01-01 00:00:00+00 BC']],
    ['timestamp', ['-infinity', '0044-03-15 12:00:00+00 BC', '12024-01-01 00:00:00+00', 'infinity']],
    [
      'timestamp',
      ['2024-01-02 03:04:05.000001+00', '2024-01-02 03:04:05.00001+00', '2024-01-02 03:04:05.1+00'],
    ],
    ['timestamp', ['1890-01-01 00:00:00+00:53:28', '1890-01-01 00:00:00+00', '1890-01-01 00:00:00-00:53:28']],
    [
      'timestamp',
      [
        '2024-01-02 00:00:00+14',
        '2024-01-01 23:00:00+01',
        '2024-01-01 00:00:00-12:30',
        '2024-01-02 03:00:00',
      ],
    ],
    ['date', ['0001-12-31 BC', '0001-01-01', '2000-02-29', '2000-03-01', '9999-12-31', '10000-01-01']],
  ] as const)('%s: %j is in order', async (type, ordered) => {
    for (let first = 0; first < ordered.length; first++) {
      const rows = [...ordered.slice(first), ...ordered.slice(0, first)].map((value) => [value])
      const [total] = await totalsOf([column(type)], rows)
      const [least] = await totalsOf([column(type)], [[ordered[0]]])
      const [greatest] = await totalsOf([column(type)], [[ordered.at(-1)!]])
      expect([total?.min, total?.max]).toEqual([least?.min, greatest?.max])
    }
  })

  test('are written as in the files', async () => {
    const [total] = await totalsOf(
      [column('timestamp')],
      [['0044-03-15 12:00:00-08 BC'], ['2024-01-02 03:04:05.1+01']],
    )
    expect(total).toMatchObject({ min: '0044-03-15T12:00:00-08:00 BC', max: '2024-01-02T03:04:05.1+01:00' })
  })

  test('refuse another text', async () => {
    await expect(totalsOf([column('date')], [['yesterday']])).rejects.toThrow('neither a date')
  })
})

describe('control totals', () => {
  test('count values and nulls of every column, and keep the first and the last key', async () => {
    const table = nastyTable()
    const rows = table.rows.map((row, index) => [...row, text(`key\t${index}`), text(String(index))])
    const totals = await added(table.columns, rows)
    expect(totals.rows).toBe(rows.length)
    expect(totals.firstKey).toEqual(['key\t0', '0'])
    expect(totals.lastKey).toEqual([`key\t${rows.length - 1}`, String(rows.length - 1)])
    const nulls = table.columns.map(
      (_, index) => table.rows.filter((row) => row[index]?.copy === null).length,
    )
    expect(totals.result().map((total) => total.nulls)).toEqual(nulls)
    expect(totals.result().every((total) => total.count + total.nulls === rows.length)).toBe(true)
  })

  test('of no rows are zero and null', async () => {
    const totals = await added([column('money')], [])
    expect(totals).toMatchObject({ rows: 0, firstKey: null, lastKey: null })
    expect(totals.result()).toEqual([
      { key: 'c0', count: 0, nulls: 0, non_finite: 0, sum: '0.00', min: null, max: null },
    ])
  })

  test('of a masked column are a count only', async () => {
    const masked = { ...column('money'), masked: true }
    expect(await totalsOf([masked], [['**34'], [null]])).toEqual([{ key: 'c0', count: 1, nulls: 1 }])
  })
})

function column(type: FileColumn['type']): FileColumn {
  return sampleColumns([type])[0]!
}

async function totalsOf(columns: FileColumn[], rows: (string | null)[][]) {
  const cells = rows.map((row) => row.map((value) => (value === null ? missing : text(value))))
  return (await added(columns, cells)).result()
}

async function added(columns: FileColumn[], rows: { copy: string | null }[][]): Promise<Totals> {
  const totals = new Totals(columns)
  const width = rows[0]?.length ?? columns.length
  for await (const batch of rowBatches(inOrder([copyText(rows)]), width)) totals.add(batch)
  return totals
}

function placesOf(value: string): number {
  return value.split('.')[1]?.length ?? 0
}

function decimal(value: bigint, places: number): string {
  const digits = String(value < 0n ? -value : value).padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return value < 0n ? `-${text}` : text
}

function localText(date: Date, minutes: number): string {
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1)
  const offset = new Date(Math.abs(minutes) * 60_000).toISOString().slice(11, 16)
  return `${local}${minutes < 0 ? '-' : '+'}${offset}`
}
