import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  copyText,
  missing,
  nastyTable,
  number,
  randomTables,
  type SampleTable,
  type SampleValue,
  sampleColumns,
  text,
  writeAll,
} from '../../../tests/samples/sample-table.ts'
import type { FileColumn } from '../rows/column.ts'
import { json } from './json.ts'
import { ndjson } from './ndjson.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

const dialects = fc.record({
  keys: fc.constantFrom('key', 'label'),
  numbers: fc.constantFrom('exact', 'string'),
})

describe('json and ndjson', () => {
  test('any table has the bytes that a naive writer gives', async () => {
    await fc.assert(
      fc.asyncProperty(randomTables(), dialects, async (table, options) => {
        const lines = table.rows.map((row) => naiveObject(table, row, options.keys, options.numbers))
        const lined = await writeAll(ndjson, table.columns, [copyText(table.rows)], options)
        expect(lined.file.toString()).toBe(lines.map((line) => `${line}\n`).join(''))
        const array = await writeAll(json, table.columns, [copyText(table.rows)], options)
        expect(array.file.toString()).toBe(lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`)
      }),
      { numRuns: 400 },
    )
  })

  test('JSON.parse reads back any table', async () => {
    await fc.assert(
      fc.asyncProperty(randomTables(), async (table) => {
        const { file, rows } = await writeAll(json, table.columns, [copyText(table.rows)])
        const expected = table.rows.map((row) =>
          Object.fromEntries(row.map((value, index) => [table.columns[index]!.key, JSON.parse(value.json)])),
        )
        expect(JSON.parse(file.toString())).toEqual(expected)
        expect(rows).toBe(table.rows.length)
      }),
      { numRuns: 200 },
    )
  })

  test('every digit of a number survives', async () => {
    const digits = '-12345678901234567890123456789012345.6780'
    const { file } = await writeAll(ndjson, sampleColumns(['decimal']), [copyText([[number(digits)]])])
    const sources: string[] = []
    JSON.parse(file.toString(), ((_: string, value: unknown, context: { source?: string }) => {
      if (context.source) sources.push(context.source)
      return value
    }) as (key: string, value: unknown) => unknown)
    expect(sources).toEqual([digits])
  })

  test.each([['NaN'], ['Infinity'], ['007'], ['1.'], ['.5'], ['1-2'], ['-'], ['0x1']])(
    'the number %s is a string, for JSON has no such number',
    async (value) => {
      const { file } = await writeAll(ndjson, sampleColumns(['decimal']), [copyText([[text(value)]])])
      expect(JSON.parse(file.toString())).toEqual({ c0: value })
    },
  )

  test('texts that grow most find room', async () => {
    const rows = ['"', '\u0001', '\v', 't'].map((piece) => [text(piece.repeat(500_000))])
    const { file } = await writeAll(json, sampleColumns(['text']), [copyText(rows)])
    expect(file.toString() === `[\n${rows.map(([cell]) => `{"c0":${cell?.json}}`).join(',\n')}\n]\n`).toBe(
      true,
    )
  })

  test('columns of one name stay apart', async () => {
    const columns: FileColumn[] = sampleColumns(['text', 'text', 'text']).map((column) => ({
      ...column,
      label: 'Same',
    }))
    const row = [text('a'), text('b'), missing]
    const { file } = await writeAll(ndjson, columns, [copyText([row])], { keys: 'label' })
    expect(file.toString()).toBe('{"Same":"a","Same (2)":"b","Same (3)":null}\n')
  })

  test('a masked value is a string', async () => {
    const columns = sampleColumns(['integer', 'json']).map((column) => ({ ...column, masked: true }))
    const { file } = await writeAll(ndjson, columns, [copyText([[text('1234'), text('{"a"')]])])
    expect(JSON.parse(file.toString())).toEqual({ c0: '1234', c1: '{"a"' })
  })

  test('the nasty table has a line a row', async () => {
    const table = nastyTable()
    const { file } = await writeAll(ndjson, table.columns, [copyText(table.rows)])
    expect(file.toString().trimEnd().split('\n')).toHaveLength(table.rows.length)
  })

  test('unknown options are refused', () => {
    expect(json.options.safeParse({ pretty: true }).success).toBe(false)
  })
})

function naiveObject(table: SampleTable, row: SampleValue[], keys: string, numbers: string): string {
  const members = row.map((value, index) => {
    const column = table.columns[index]!
    const isNumber = ['integer', 'decimal', 'money'].includes(column.type) && value.copy !== null
    const token = isNumber && numbers === 'string' ? JSON.stringify(value.copy) : value.json
    return `${JSON.stringify(keys === 'key' ? column.key : column.label)}:${token}`
  })
  return `{${members.join(',')}}`
}
