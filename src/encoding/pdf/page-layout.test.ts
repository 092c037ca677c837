import { describe, expect, test, vi } from 'vitest'
import { run, tableTexts, written } from '../../../tests/samples/sample-pdf.ts'
import { number, sampleColumns, text, timestamp } from '../../../tests/samples/sample-table.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 })

const nastyTimestamp = timestamp('2026-01-02 03:04:05.123456+01', '')

describe('pages', () => {
  test('letters and their marks are composed', async () => {
    const values = ['Zoe\u0308', 'A\u030angstro\u0308m', 'か\u3099', '\u1112\u1161\u11ab', 'a\\b\te\u0301']
    const table = { columns: sampleColumns(['text']), rows: values.map((value) => [text(value)]) }
    const { path, cutCells } = await written(table, { cover: false })
    expect(cutCells).toBe(0)
    expect(tableTexts(path)).toBe('ZoëÅngströmが한a\\bé')
  })

  test('many columns are never set in type below 7 points, nor a number or a day broken', async () => {
    const types = ['integer', 'money', 'date', 'timestamp', 'boolean', 'text'] as const
    const columns = sampleColumns(Array.from({ length: 27 }, (_, index) => types[index % 6]!))
    const row = columns.map(({ type }) =>
      text(
        { integer: '1234567', money: '-1234567.50', date: '2026-01-02' }[type as string] ??
          '2026-01-02 03:04:05+01',
      ),
    )
    for (const values of ['raw', 'formatted']) {
      const { path } = await written({ columns, rows: [row] }, { cover: false, values })
      const found = run('pdftotext', '-raw', path, '-')
      const wanted =
        values === 'raw' ? ['1234567', '-1234567.50', '2026-01-02'] : ['1,234,567', '-1,234,567.50']
      for (const value of wanted)
        expect(found.split(/\s+/).filter((word) => word === value).length).toBeGreaterThan(3)
      const words = run('pdftotext', '-bbox', path, '-').matchAll(
        /yMin="([\d.]+)" .*yMax="([\d.]+)">-?1,?234/g,
      )
      for (const [, top, bottom] of words)
        expect(Number(bottom) - Number(top)).toBeGreaterThan(7 * 1.36 - 0.1)
    }
  })

  test('columns that do not fit go on pages beside each other, row by row in step', async () => {
    const columns = sampleColumns(Array.from({ length: 24 }, () => 'text' as const))
    const rows = Array.from({ length: 90 }, (_, row) =>
      columns.map((_, column) => {
        const isLong = row % 5 === 0 && column % 7 === 3
        return text(column === 0 ? `key${row}` : isLong ? 'words '.repeat(30) : `value${row}x${column}`)
      }),
    )
    const { path, pages } = await written({ columns, rows }, { paper: 'A4' })
    const sizes = run('pdfinfo', '-l', '-1', path).matchAll(/size: +([\d.]+ x [\d.]+)/g)
    expect([...new Set(Array.from(sizes, ([, size]) => size))]).toEqual(['841.89 x 595.28'])
    const texts = run('pdftotext', '-layout', path, '-').split('\f').slice(1, pages)
    const numbers = texts.map((page) => /Page (\d+)([a-z]) of (\d+)/.exec(page)!.slice(1))
    const parts = new Set(numbers.map(([, letter]) => letter)).size
    expect(parts).toBeGreaterThan(1)
    const total = (pages - 1) / parts + 1
    numbers.forEach(([number, letter, of], index) => {
      const expected = [2 + Math.floor(index / parts), 'abcdef'[index % parts], total]
      expect([Number(number), letter, Number(of)]).toEqual(expected)
    })
    expect(run('pdftotext', '-l', '1', path, '-')).toContain(`90 on ${total} pages, each split into ${parts}`)
    const whole = texts.join(' ')
    for (let row = 0; row < rows.length; row++) {
      expect(whole.match(new RegExp(`\\bkey${row}\\b`, 'g'))).toHaveLength(parts)
      for (let column = 1; column < columns.length; column++) {
        const isLong = row % 5 === 0 && column % 7 === 3
        if (!isLong) expect(whole.match(new RegExp(`\\bvalue${row}x${column}\\b`, 'g'))).toHaveLength(1)
      }
    }
    const heights = new Map<string, Set<string>>()
    for (const [, top, key] of run('pdftotext', '-bbox', path, '-').matchAll(
      /yMin="([\d.]+)".*>(key\d+)</g,
    )) {
      heights.set(key!, new Set([...(heights.get(key!) ?? []), top!]))
    }
    expect(heights.size).toBe(90)
    for (const tops of heights.values()) expect(tops.size).toBe(1)
  })

  test('a number wider than those before it stays on one line and in its column', async () => {
    const rows = ['7', '98765432109876543210'].flatMap((value, row) =>
      Array.from({ length: 500 }, () => [
        ...(row === 0 ? [number(value), text('left')] : [number(value), text('right')]),
      ]),
    )
    const table = { columns: sampleColumns(['integer', 'text']), rows }
    const { path } = await written(table, { cover: false, values: 'raw', orientation: 'portrait' })
    const long = [
      ...run('pdftotext', '-bbox', path, '-').matchAll(/xMin="([\d.]+)".*>98765432109876543210</g),
    ]
    expect(long).toHaveLength(500)
    for (const [, left] of long) expect(Number(left)).toBeGreaterThan(28)
  })

  test('few columns take the whole width', async () => {
    const table = {
      columns: sampleColumns(['integer', 'text', 'integer']),
      rows: [[number('1'), text('a'), number('22')]],
    }
    const { path } = await written(table, { cover: false, orientation: 'landscape' })
    const [right] = [...run('pdftotext', '-bbox', path, '-').matchAll(/xMax="([\d.]+)" yMax="[\d.]+">22</g)]
    expect(Number(right?.[1])).toBeGreaterThan(841.89 - 28 - 8)
  })

  test('an offset is shown on request, and times of a doubled hour are told on the cover', async () => {
    const rows = ['2024-10-27 02:30:00+02', '2024-10-27 02:30:00+01'].map((copy) => [text(copy)])
    const table = { columns: sampleColumns(['timestamp']), rows }
    for (const values of ['raw', 'formatted']) {
      const plain = run('pdftotext', '-layout', (await written(table, { values })).path, '-')
      expect(plain).toContain('2 times lie in an hour that clocks show twice')
      const shown = run('pdftotext', '-layout', (await written(table, { values, offset: true })).path, '-')
      expect(shown).not.toContain('clocks show twice')
      expect(shown).toMatch(values === 'raw' ? /02:30:00\+02/ : /2:30:00\sAM \+02:00/)
    }
  })

  test('where columns do not fit, long words are broken before short ones', async () => {
    const words = ['Central', 'Consumer', 'Quantity', 'Furniture', 'processing']
    const long = Array.from({ length: 6 }, () => text('9a8c41d0fb7e4b6d8f3c0a1b2c3d4e5f'))
    const row = [...long, ...words.flatMap((word) => Array.from({ length: 4 }, () => text(word)))]
    const table = { columns: sampleColumns(row.map(() => 'text')), rows: [row] }
    const { path } = await written(table, { cover: false })
    const found = run('pdftotext', '-raw', path, '-')
    for (const word of words) expect(found.match(new RegExp(`\\b${word}\\b`, 'g'))).toHaveLength(4)
  })

  test('pages lie on their side where many columns need the room', async () => {
    const columns = sampleColumns(Array.from({ length: 8 }, () => 'timestamp' as const))
    const { path } = await written({ columns, rows: [columns.map(() => nastyTimestamp)] })
    expect(run('pdfinfo', path)).toContain('Page size:       841.89 x 595.28 pts')
  })

  test.each(['raw', 'formatted'])('%s numbers end at one line', async (values) => {
    const rows = [number('22'), number('12345')].map((value) => [value, text('x')])
    const table = { columns: sampleColumns(['integer', 'text']), rows }
    const { path } = await written(table, { cover: false, values })
    const words = run('pdftotext', '-bbox', path, '-').matchAll(
      /xMax="([\d.]+)" yMax="[\d.]+">(22|12,?345)</g,
    )
    const [one, other] = [...words].map(([, right]) => Number(right))
    expect(Math.abs(one! - other!)).toBeLessThan(0.1)
  })
})
