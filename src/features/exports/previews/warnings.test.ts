import { describe, expect, it } from 'vitest'
import { csv } from '#src/encoding/csv/csv.ts'
import { pdf } from '#src/encoding/pdf/pdf.ts'
import { excel } from '#src/encoding/xlsx/excel.ts'
import { costOf, fitLine } from './past-runs.ts'
import { fileWarnings, warningsFor } from './warnings.ts'

const columns = (count: number) => Array.from({ length: count }) as never

describe('a warning before the run', () => {
  it.each([
    ['none of a small file', csv, 10, 5, []],
    ['that a PDF cannot hold the rows', pdf, 100_001, 5, [['too_many_rows', false]]],
    ['that a workbook gets two sheets', excel, 1_048_576, 2, [['several_sheets', true]]],
    ['none at exactly one sheet', excel, 1_048_575, 2, []],
    ['that a workbook is large', excel, 1_000_000, 30, [['many_cells', true]]],
    ['none of a large CSV', csv, 50_000_000, 30, []],
  ] as const)('says %s', (_, format, rows, width, expected) => {
    const found = warningsFor({ format, columns: columns(width) }, rows, true)
    expect(found.map(({ code, fits }) => [code, fits])).toEqual(expected)
  })

  it('counts what is affected in the rows that were looked at', () => {
    const plan = { format: pdf, columns: [], options: pdf.dialect({}) }
    const said = (hasMore: boolean) =>
      fileWarnings(plan, ['abc', 'ქართული'], { rows: 1_000, hasMore }).map(({ message }) => message)
    expect(said(false)[0]).toMatch(/^1 cell is affected\. /)
    expect(said(true)[0]).toMatch(/^1 cell is affected in the first 1,000 rows\. /)
  })

  it('names the limit, the rows and the formats that hold them', () => {
    const [found] = warningsFor({ format: pdf, columns: columns(3) }, 300_000, true)
    expect(found?.message).toMatch(
      /PDF holds at most 100,000 rows, and the result has 300,000\. Choose CSV, Excel/,
    )
  })
})

describe('what earlier runs cost', () => {
  it('is a beginning and a price a row', () => {
    const line = fitLine([100, 200, 1000].map((rows) => ({ rows, cost: 50 + 2 * rows })))
    expect(costOf(line, 500)).toBeCloseTo(1050)
  })

  it('of one run, or of runs of one size, grows with the rows', () => {
    expect(costOf(fitLine([{ rows: 100, cost: 300 }]), 200)).toBeCloseTo(600)
  })

  it('is never negative, nor less for more rows', () => {
    const falling = fitLine([
      { rows: 10, cost: 100 },
      { rows: 1000, cost: 50 },
    ])
    expect(costOf(falling, 1_000_000)).toBeGreaterThan(0)
    const steep = fitLine([
      { rows: 100, cost: 1 },
      { rows: 200, cost: 1000 },
    ])
    expect(costOf(steep, 1)).toBeGreaterThanOrEqual(0)
  })
})
