// XLSX by exceljs's streaming writer: typed cells, styles, a frozen and filtered heading. Several files, named
// after the first, are written at once in this one process.

import ExcelJS from 'exceljs'
import { columns } from './columns.mjs'
import { batches, outputPath } from './rows.mjs'

const files = Number(process.argv[4] ?? 1)
const counts = await Promise.all(
  Array.from({ length: files }, (_, file) => write(`${outputPath}${file || ''}`)),
)
console.log(counts.reduce((sum, count) => sum + count, 0))

/** @param {string} filename */
async function write(filename) {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename,
    useStyles: true,
    useSharedStrings: false,
  })
  const sheet = workbook.addWorksheet('Rows', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(({ label, width, format }) => ({
    header: label,
    width,
    ...(format ? { style: { numFmt: format } } : {}),
  }))
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  const heading = sheet.getRow(1)
  heading.font = { bold: true }
  heading.commit()
  let count = 0
  for await (const rows of batches()) {
    for (const values of rows) sheet.addRow(values.map(typed)).commit()
    count += rows.length
  }
  sheet.commit()
  await workbook.commit()
  return count
}

/** pg gives timestamps as Date and numeric as text. @param {unknown} value @param {number} column */
function typed(value, column) {
  return value !== null && columns[column]?.kind === 'number' ? Number(value) : value
}
