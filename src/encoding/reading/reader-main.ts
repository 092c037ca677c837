import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { isWhole, type ZipEntry, zipDirectory } from '../zip/zip-directory.ts'
import { csvTable } from './csv-table.ts'
import { start, type TableLine } from './table-line.ts'
import { xlsxTable } from './xlsx-table.ts'

// The process of readTable(): a file on standard input, lines of JSON on standard output. It ends with its parent.

const linesAtOnce = 200
/** A workbook of 100,000 rows and 30 columns has about 150 MB. */
const unpackedBytes = 512 * 1024 * 1024
const mostColumns = 500
const oldExcel = Buffer.from('d0cf11e0', 'hex')

const damaged =
  'This file begins like an Excel workbook but is damaged or cut off. Save it again and upload it.'
const protectedFile = 'This is an old or protected Excel file. Save it as .xlsx without a password.'
const noWorkbook = 'This is a ZIP file without a worksheet. Upload a CSV file or an Excel workbook (.xlsx).'
const tooLarge = 'This workbook holds more than 512 MB when it is unpacked. Split it, or save it as CSV.'

const tooWide = `This file has more than ${mostColumns} columns. Leave out those that are not to be imported.`

process.once('disconnect', () => process.exit())
process.once('message', (message) => {
  if (message === start) void read()
})

async function read(): Promise<void> {
  // The package that reads workbooks reports some broken files from where nobody can catch it.
  process.on('uncaughtException', refuse)
  process.on('unhandledRejection', refuse)
  try {
    await send(tableOf(await buffer(process.stdin)))
    leave({ end: true })
  } catch {
    refuse()
  }
}

async function* tableOf(bytes: Buffer): AsyncGenerator<TableLine> {
  const isWorkbook = bytes.subarray(0, 2).toString('latin1') === 'PK'
  const isOld = bytes.subarray(0, 4).equals(oldExcel)
  if (isOld) yield { refusal: protectedFile }
  else if (isWorkbook) yield* tableOfWorkbook(zipDirectory(bytes))
  else yield* csvTable(bytes)
}

async function* tableOfWorkbook(entries: ZipEntry[] | undefined): AsyncGenerator<TableLine> {
  const refusal = entries ? await refusalOf(entries) : damaged
  if (refusal) yield { refusal }
  else yield* xlsxTable(entries!)
}

/** All is unpacked once, so that a damaged workbook is found before its first row is read. */
async function refusalOf(entries: ZipEntry[]): Promise<string | undefined> {
  if (entries.some(({ isEncrypted }) => isEncrypted)) return protectedFile
  if (!entries.some(({ name }) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))) return noWorkbook
  const unpacked = entries.reduce((total, entry) => total + entry.unpackedBytes, 0)
  if (unpacked > unpackedBytes) return tooLarge
  for (const entry of entries) if (!(await isWhole(entry))) return damaged
  return undefined
}

async function send(lines: AsyncIterable<TableLine>): Promise<void> {
  let waiting: TableLine[] = []
  for await (const line of lines) {
    const isTooWide = 'row' in line && line.row.cells.length > mostColumns
    waiting.push(isTooWide ? { refusal: tooWide } : line)
    if (waiting.length < linesAtOnce) continue
    await write(waiting)
    waiting = []
  }
  await write(waiting)
}

async function write(lines: TableLine[]): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

function refuse(): void {
  leave({ refusal: damaged })
}

/** Ends the process once all that it wrote has left it. */
function leave(last: TableLine): void {
  process.stdout.end(`${JSON.stringify(last)}\n`, () => process.exit())
}
