import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readGrains } from './forecast/data.ts'
import { accuracyLine, intervalLine } from './forecast/scores.ts'

const folder = mkdtempSync(join(tmpdir(), 'waybill-series-'))

function grainsOf(...lines: object[]) {
  const path = join(folder, 'series.jsonl')
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'))
  try {
    return readGrains(path)
  } finally {
    rmSync(path)
  }
}

const yearly = { id: 'Y1', period: 'YEARLY', m: 1, h: 2, x: [1, 2, 3], xx: [100, 0] }
const monthly = { id: 'M1', period: 'MONTHLY', m: 12, h: 1, x: [4, 6], xx: [50] }

it('series of one grain are read together', () => {
  const grains = grainsOf(yearly, monthly, { ...yearly, id: 'Y2' })
  expect(grains.map(({ name, histories }) => [name, histories.length])).toEqual([
    ['yearly', 2],
    ['monthly', 1],
  ])
  expect(() => grainsOf({ ...yearly, xx: [1] })).toThrow('series.jsonl:1: {period, m, h, x, xx}')
})

it('errors are pooled over values, and told for each grain and the worst seeds', () => {
  const grains = grainsOf(yearly, monthly)
  const good = [[[100, 0]], [[50]]]
  const poor = [[[100, 5]], [[150]]]
  expect(accuracyLine('a', grains, [good, poor])).toEqual({
    ...{ method: 'a', yearly: 50, monthly: 50 },
    ...{ 'pooled sMAPE': 50, 'best seeds': 0, 'worst seeds': 100, 'mean of series': 50 },
  })
})

it('intervals are scored by what lies within, and by how wide they are', () => {
  const grains = grainsOf(yearly, monthly)
  const intervals = [[{ lower: [90, 1], upper: [110, 2] }], [{ lower: [40], upper: [60] }]]
  expect(intervalLine('a', grains, intervals, 0.95)).toEqual({
    ...{ '95 % intervals of': 'a', yearly: 50, monthly: 100, 'coverage %': 66.7 },
    MSIS: Number(((20 + (1 + 40) + 20 / 2) / 3).toFixed(1)),
  })
})
