// A table by @react-pdf/renderer: `naive` is one page that wraps by itself, as its documentation shows;
// `pages` is a page element for each 50 rows.

import { Document, Page, renderToFile, StyleSheet, Text, View } from '@react-pdf/renderer'
import { createElement as h } from 'react'
import { font, fontSize, labels, margin, rowHeight, rowsOnPage, widths } from './pdf-table.mjs'
import { batches, outputPath } from './rows.mjs'

const layout = process.argv[4]
const style = StyleSheet.create({
  page: { padding: margin, fontFamily: font, fontSize },
  row: { flexDirection: 'row', height: rowHeight, borderBottom: '0.3 solid #cccccc' },
})
const cells = widths.map((width) => ({ width, maxLines: 1 }))

/** @type {(string | null)[][]} */
const rows = []
for await (const batch of batches({ asText: true })) rows.push(...batch)
const size = layout === 'pages' ? rowsOnPage : rows.length
const pages = Array.from({ length: Math.ceil(rows.length / size) }, (_, page) =>
  h(
    Page,
    { key: page, size: 'A4', orientation: 'landscape', style: style.page, wrap: layout !== 'pages' },
    row(labels, 'heading'),
    ...rows.slice(page * size, (page + 1) * size).map(row),
  ),
)
await renderToFile(h(Document, null, pages), outputPath)
console.log(rows.length)

/** @param {(string | null)[]} values @param {number | string} key */
function row(values, key) {
  const texts = values.map((value, column) => h(Text, { key: column, style: cells[column] }, value ?? ''))
  return h(View, { key, style: style.row, wrap: false }, ...texts)
}
