// CSV by papaparse, a batch at a time, with its own guard against formulas.

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import Papa from 'papaparse'
import { columns } from './columns.mjs'
import { batches, outputPath } from './rows.mjs'

const file = createWriteStream(outputPath)
file.write(`${Papa.unparse([columns.map(({ label }) => label)])}\r\n`)
let count = 0
for await (const rows of batches({ asText: true })) {
  const text = Papa.unparse(rows, { escapeFormulae: true })
  count += rows.length
  if (!file.write(`${text}\r\n`)) await once(file, 'drain')
}
file.end()
await once(file, 'finish')
console.log(count)
