import { describe, expect, it } from 'vitest'
import { comparisonsOf } from './comparisons.ts'
import { findGoal, goals, inWords, verdict } from './goals.ts'
import { jsonLine } from './report.ts'

const csv = { format: 'csv', rows: 1_000_000, yardstick: '\\copy csv' }
const excel = { format: 'excel', rows: 100_000, yardstick: 'exceljs' }

describe('a verdict', () => {
  it('tells whether what must be and the moonshot were reached', () => {
    expect(verdict({ ...csv, ratio: 0.8 })).toBe('moonshot')
    expect(verdict({ ...csv, ratio: 1.2 })).toBe('must')
    expect(verdict({ ...csv, ratio: 1.21 })).toBe('MISSED')
  })

  it('takes "times faster" as the reverse of the ratio', () => {
    expect([1 / 15, 1 / 8, 1 / 7.9].map((ratio) => verdict({ ...excel, ratio }))).toEqual([
      ...['moonshot', 'must', 'MISSED'],
    ])
  })

  it('asks for every bound of a goal', () => {
    const pdf = { format: 'pdf', rows: 100_000, yardstick: 'pdfkit', ratio: 0.15 }
    expect(verdict({ ...pdf, rssMb: 300 })).toBe('must')
    expect(verdict({ ...pdf, rssMb: 301 })).toBe('MISSED')
    expect(verdict(pdf)).toBe('MISSED')
    expect(verdict({ ...pdf, ratio: 0.05, rssMb: 301 })).toBe('MISSED')
  })

  it('may know a moonshot only', () => {
    const stall = { format: '4 x excel', rows: 100_000, yardstick: 'stall of the API' }
    expect(verdict({ ...stall, seconds: 0.02 })).toBe('moonshot')
    expect(verdict({ ...stall, seconds: 0.2 })).toBe('-')
  })

  it('is none where nothing was promised', () => {
    expect(verdict({ ...csv, rows: 10_000, ratio: 9 })).toBe('-')
    expect(verdict({ ...csv, yardstick: 'papaparse', ratio: 9 })).toBe('-')
  })
})

describe('goals', () => {
  it('depend on the number of rows', () => {
    const faster = [10_000, 99_999, 100_000, 1_000_000].map(
      (rows) => findGoal({ ...excel, rows })?.must?.faster,
    )
    expect(faster).toEqual([4, 4, 8, 10])
  })

  it('say their bounds in words', () => {
    expect(inWords({ faster: 5, rssMb: 300 })).toBe('>= 5 x faster, <= 300 MB')
    expect(inWords({ ratio: 1.2 })).toBe('<= 1.2 x the time')
    expect(inWords()).toBe('-')
  })

  it('speak only of what is measured', () => {
    const sizes = [10_000, 100_000, 1_000_000]
    const measured = ['csv', 'json', 'ndjson', 'excel', 'pdf', 'parquet'].flatMap((key) =>
      comparisonsOf({ key, limits: key === 'pdf' ? { rows: 100_000 } : {} }, sizes).map(
        ({ yardstick }) => `${key} ${yardstick}`,
      ),
    )
    const promised = goals
      .filter(({ yardstick }) => !/^(memory|stall)/.test(yardstick))
      .flatMap(({ formats, yardstick }) => formats.map((format) => `${format} ${yardstick}`))
      .filter((name) => !name.startsWith('4 x'))
    expect(promised.filter((name) => !measured.includes(name))).toEqual([])
  })
})

describe('comparisons', () => {
  it('keep to the limits of the format and the patience of people', () => {
    const of = (key: string, rows: number[], most?: number) =>
      comparisonsOf({ key, limits: most === undefined ? {} : { rows: most } }, rows).map(
        ({ yardstick, rows: size }) => `${yardstick} ${size}`,
      )
    expect(of('csv', [10, 1_000_000])).toEqual([
      ...['\\copy csv 10', '\\copy csv 1000000', 'papaparse 10', 'bare 1000000'],
    ])
    expect(of('pdf', [10_000, 1_000_000], 50_000)).toEqual([
      ...['react-pdf naive 1000', 'react-pdf pages 10000', 'pdfkit 10000', 'bare 10000'],
    ])
    expect(of('pdf', [500])).toEqual(['pdfkit 500', 'bare 500'])
  })
})

it('a line of JSON has the same members whether or not there is a yardstick', () => {
  expect(jsonLine({ ...csv, ratio: 0.81234, seconds: 1.23456, rssMb: 91.6 })).toEqual({
    ...{ format: 'csv', rows: 1_000_000, yardstick: '\\copy csv' },
    ...{ ratio: 0.812, busy_ratio: null, seconds: 1.235, cpu_seconds: null, rss_mb: 92 },
  })
  expect(jsonLine({ ...csv, yardstick: 'none' })).toMatchObject({ ratio: null, seconds: null, rss_mb: null })
})
