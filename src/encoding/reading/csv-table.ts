import Papa from 'papaparse'
import { type Cell, isFilled, readRows, type TableDialect, type TableLine } from './table-line.ts'

const delimiters = [',', ';', '\t', '|']

/** Reads CSV in UTF-8 or, with a byte order mark, UTF-16. What is no text of the encoding becomes U+FFFD. */
export function csvTable(bytes: Buffer): TableLine[] {
  const encoding = encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  const delimiter = delimiterOf(text)
  const lines: TableLine[] = [{ dialect: { format: 'csv', encoding, delimiter } }]
  let [line, filled] = [0, 0]
  Papa.parse<string[]>(text, {
    delimiter,
    step({ data, errors }, parser) {
      if (data.length === 0) return
      line += 1
      const cells: Cell[] = data.map(withoutCarriageReturn)
      const [error] = errors
      if (error) cells[brokenAt(data, error.code)] = quoteProblem(error.code)
      lines.push({ row: { line, cells } })
      // Empty rows count for nothing, as they do for whoever reads them.
      if (isFilled(cells)) filled += 1
      if (filled > readRows + 10) parser.abort()
    },
  })
  return lines
}

function encodingOf(bytes: Buffer): NonNullable<TableDialect['encoding']> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}

const linesLookedAt = 10

/** The delimiter that the first lines have most of, quoted text left out: headings may stand below a title. */
function delimiterOf(text: string): string {
  const first = text
    .trimStart()
    .split(/\r\n|\r|\n/, linesLookedAt)
    .join('\n')
  const bare = first.replaceAll(/"[^"]*"/g, '')
  const counts = delimiters.map((delimiter) => bare.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))]!
}

/** Where lines end in two ways, the parser splits at one of them. */
function withoutCarriageReturn(cell: string): string {
  return cell.endsWith('\r') ? cell.slice(0, -1) : cell
}

/** The cell with quotes inside; one that never ends is the last. */
function brokenAt(cells: string[], code: string): number {
  const quoted = code === 'MissingQuotes' ? -1 : cells.findIndex((cell) => cell.includes('"'))
  return quoted < 0 ? cells.length - 1 : quoted
}

function quoteProblem(code: string): Cell {
  return code === 'MissingQuotes'
    ? { problem: 'a quote that is closed: this text begins with " and never ends', swallowsRest: true }
    : { problem: 'quotes inside a quoted text written twice, as in "3"" pipe"' }
}
