import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readLines } from './lateness/data.ts'
import { walk } from './lateness/walk.ts'

const folder = mkdtempSync(join(tmpdir(), 'waybill-lines-'))
const header = 'supplier,country,site,mode,ordered_on,due_on,delivered_on'

function linesOf(text: string) {
  const path = join(folder, 'lines.csv')
  writeFileSync(path, text)
  return readLines(path)
}

it('lines are read with their days and whatever else is a number', () => {
  const { lines, numbers } = linesOf(
    `${header},item_group,quantity,note\nS,DE,A,Air,1970-01-02,1970-02-01,,Screws,5,x\nT,DE,A,Air,1970-01-02,1970-02-01,1970-01-31,Nuts,,7\n`,
  )
  expect(numbers).toEqual(['quantity'])
  expect(lines).toMatchObject([
    { supplier: 'S', group: 'Screws', orderedOn: 1, dueOn: 31, deliveredOn: null, numbers: { quantity: 5 } },
    { supplier: 'T', deliveredOn: 30, numbers: {} },
  ])
  expect(() => linesOf('supplier\nS\n')).toThrow(
    'the columns country, site, mode, ordered_on, due_on, delivered_on',
  )
  expect(() => linesOf(`${header}\nS,DE,A,Air,1970-01-02,soon,\n`)).toThrow(
    'lines.csv:2: due_on: a day as YYYY-MM-DD',
  )
})

it('the last lines in time are tested, each month after learning from what was known', () => {
  const day = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10)
  const rows = Array.from({ length: 600 }, (_, index) => {
    const due = 100 + index
    return `S${index % 5},DE,A,Air,${day(due - 50)},${day(due)},${day(index % 5 === 0 ? due + 9 : due)}`
  })
  const { labels, probabilities, trainings } = walk(linesOf([header, ...rows].join('\n')), () => {})
  expect(labels.length).toBeGreaterThan(150)
  expect(probabilities).toHaveLength(labels.length)
  expect(trainings).toBeGreaterThan(4)
  const [late, punctual] = [1, 0].map((label) => probabilities.filter((_, index) => labels[index] === label))
  expect(Math.min(...late!)).toBeGreaterThan(Math.max(...punctual!))
})
