// A table of text cells by pdfkit, written page by page.

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import PDFDocument from 'pdfkit'
import { font, fontSize, labels, margin, rowHeight, rowsOnPage, widths } from './pdf-table.mjs'
import { batches, outputPath } from './rows.mjs'

const document = new PDFDocument({ size: 'A4', layout: 'landscape', margin, autoFirstPage: false })
const file = createWriteStream(outputPath)
document.pipe(file)
document.font(font).fontSize(fontSize)
let count = 0
for await (const rows of batches({ asText: true })) {
  for (const values of rows) {
    if (count % rowsOnPage === 0) startPage()
    drawRow(1 + (count % rowsOnPage), values)
    count += 1
  }
  if (file.writableNeedDrain) await once(file, 'drain')
}
document.end()
await once(file, 'finish')
console.log(count)

function startPage() {
  document.addPage()
  drawRow(0, labels)
}

/** @param {number} line @param {(string | null)[]} values */
function drawRow(line, values) {
  const top = margin + line * rowHeight
  let left = margin
  for (const [column, width] of widths.entries()) {
    const text = values[column]
    if (text)
      document.text(text, left, top, {
        width: width - 4,
        height: rowHeight,
        lineBreak: false,
        ellipsis: true,
      })
    left += width
  }
  document
    .moveTo(margin, top + rowHeight - 1)
    .lineTo(left, top + rowHeight - 1)
    .lineWidth(0.3)
    .stroke('#cccccc')
    .fillColor('black')
}
