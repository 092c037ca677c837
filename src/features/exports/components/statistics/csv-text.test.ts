import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { csvText } from './csv-text.ts'

it('a table as CSV reads back as it was, with texts that look like formulas guarded', () => {
  const rows = [
    ['Ana "A", Ltd', 12.5, null],
    ['two\nlines', -3, 'plain'],
    ['=1+1', 0, '＝1'],
  ]
  const { data } = Papa.parse<string[]>(csvText(['Name', 'Number', 'Note'], rows), { skipEmptyLines: true })
  expect(data).toEqual([
    ['Name', 'Number', 'Note'],
    ['Ana "A", Ltd', '12.5', ''],
    ['two\nlines', '-3', 'plain'],
    ["'=1+1", '0', "'＝1"],
  ])
})
