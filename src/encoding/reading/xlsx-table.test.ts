import { expect, it } from 'vitest'
import { copyText, sampleColumns, text, writeAll } from '../../../tests/samples/sample-table.ts'
import { excel } from '../xlsx/excel.ts'
import { zipDirectory } from '../zip/zip-directory.ts'
import { xlsxTable } from './xlsx-table.ts'

it('reads each text of a large workbook as it was written, whatever it looks like and wherever it is cut', async () => {
  const texts = [
    `東京 🚀${'あ'.repeat(60)}`,
    'R&amp;D &lt;b&gt;',
    '_x000D_',
    ' edge ',
    'two\r\nlines',
    '=1+1',
    "'quoted",
  ]
  const rows = Array.from({ length: 5_000 }, (_, row) =>
    texts.map((one) => text(`${'x'.repeat(row % 7)}${one}`)),
  )
  const columns = sampleColumns(texts.map(() => 'text'))
  const { file } = await writeAll(excel, columns, [copyText(rows)])
  const read: unknown[] = []
  for await (const line of xlsxTable(zipDirectory(file)!)) if ('row' in line) read.push(line.row.cells)
  expect(read.slice(1)).toEqual(rows.map((cells) => cells.map(({ copy }) => copy)))
})
