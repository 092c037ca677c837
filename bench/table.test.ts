import { describe, expect, it } from 'vitest'
import { median, percentile, readFlags } from './table.ts'

const defaults = { runs: 5, rows: [10, 100] }

describe('the flags of a bench', () => {
  it('are the defaults when none is given', () => {
    expect(readFlags([], defaults)).toEqual({ runs: 5, rows: [10, 100], json: false })
  })

  it('take a list of rows, sorted and each once, and a list of formats', () => {
    const flags = ['--rows', '1000000, 10000,10000', '--runs', '7', '--formats', 'csv,excel', '--json']
    expect(readFlags(flags, defaults)).toEqual({
      ...{ runs: 7, rows: [10_000, 1_000_000] },
      ...{ formats: ['csv', 'excel'], json: true },
    })
  })

  it.each([
    ['--rows', '10,many'],
    ['--rows', '0'],
    ['--rows', '1.5'],
    ['--runs', ''],
    ['--row', '5'],
  ])('refuse %s %s', (flag, value) => {
    expect(() => readFlags([flag, value], defaults)).toThrow()
  })

  it('refuse an empty list of rows or formats', () => {
    expect(() => readFlags(['--rows', ','], defaults)).toThrow('--rows')
    expect(() => readFlags(['--formats', ''], defaults)).toThrow('--formats')
  })
})

describe('many values in one', () => {
  it('the median is the middle one, or the mean of the two in the middle', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([10, 1, 2, 4])).toBe(3)
    expect(median([])).toBeNaN()
  })

  it('a percentile is the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
    expect([0, 0.5, 0.95, 1].map((share) => percentile(hundred, share))).toEqual([1, 50, 95, 100])
    expect(percentile([], 0.5)).toBeNaN()
  })
})
