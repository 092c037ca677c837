import { expect, test } from 'vitest'
import { asciiName, attachment } from '#src/lib/http/attachment.ts'
import { downloadName } from './file-name.ts'

test.each([
  ['Sales, Nov 27, 2026', 'csv', 'Sales Nov 27 2026.csv'],
  ['Größe 2024', 'csv', 'Größe 2024.csv'],
  ['report.csv', 'csv', 'report.csv'],
  ['report.CSV', 'csv.gz', 'report.csv.gz'],
  ['report.csv.gz', 'csv.gz', 'report.csv.gz'],
  ['report.csv', 'csv.schema.json', 'report.csv.schema.json'],
  ['v1.2', 'pdf', 'v1.2.pdf'],
  ['.csv', 'csv', 'csv.csv'],
  ['CON', 'csv', 'CON_.csv'],
  ['nul.txt', 'xlsx', 'nul_.txt.xlsx'],
  ['Com1 report', 'csv', 'Com1_ report.csv'],
  ['Console', 'csv', 'Console.csv'],
  ['a/b\\c:d*e?f"g<h>i|j', 'csv', 'a b c d e f g h i j.csv'],
  ['../..', 'csv', 'export.csv'],
  [' \t', 'csv', 'export.csv'],
  ['Zoe\u0308', 'csv', 'Zoë.csv'],
])('the name %j as %s is saved as %j', (name, extension, expected) => {
  expect(downloadName(name, extension)).toBe(expected)
})

test('a long name leaves room, and is never cut inside a character', () => {
  const name = downloadName('😡'.repeat(100), 'csv')
  expect(Buffer.byteLength(name)).toBeLessThan(200)
  expect(name.isWellFormed()).toBe(true)
})

test.each([
  ['Größe 2024.csv', 'Groesse 2024.csv'],
  ['Éclair – Łódź.pdf', 'Eclair - Lodz.pdf'],
  ['株式会社.csv', 'export.csv'],
  ['a%20"b\\c.csv', 'a_20_b_c.csv'],
])('for old clients %j is %j', (name, expected) => {
  expect(asciiName(name)).toBe(expected)
})

test('the header has both names', () => {
  expect(attachment("Größe's.csv")).toBe(
    `attachment; filename="Groesse's.csv"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%27s.csv`,
  )
})
