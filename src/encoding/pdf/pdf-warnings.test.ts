import { expect, test } from 'vitest'
import { sampleColumns } from '../../../tests/samples/sample-table.ts'
import type { ColumnType } from '../rows/column.ts'
import { pdf } from './pdf.ts'

function warningsOf(types: ColumnType[], texts: string[] = [], options: Record<string, unknown> = {}) {
  return pdf.warnings!(sampleColumns(types), pdf.dialect(options), texts)
}

const many = (length: number): ColumnType[] => Array.from({ length }, () => 'timestamp')

test('many columns are told to be split over pages, few are not', () => {
  expect(warningsOf(many(8))).toEqual([])
  expect(warningsOf(many(27))).toMatchObject([
    {
      code: 'columns_split',
      message: expect.stringMatching(/^27 columns .* one A4 page.* 1a, 1b .*Column 0.*A3/),
    },
  ])
  expect(warningsOf(many(12), [], { orientation: 'portrait', paper: 'Letter' })).toMatchObject([
    { message: expect.stringContaining('one Letter page') },
  ])
  expect(warningsOf(many(16), [], { paper: 'A3' })).toEqual([])
})

test.each(['ქართული', 'తెలుగు', 'አማርኛ', 'a ខ្មែរ'])('the letters of %s are told to be lost', (text) => {
  expect(warningsOf(['text'], ['plain', text, text])).toMatchObject([
    { code: 'undrawable_letters', cells: 2 },
  ])
})

test.each([
  'مرحبا',
  'ไทย',
  'नमस्ते',
  'עברית',
  'বাংলা',
  'தமிழ்',
  'Zoe\u0308',
  'Ελλάδα',
  'Жук',
  '株式会社 가나다 かな',
  '🚚 1 ½ €',
  '\ufffd',
])('those of %s are not', (text) => {
  expect(warningsOf(['text'], [text])).toEqual([])
})
