import type { ColumnType, FileColumn } from '../rows/column.ts'
import type { Warning } from '../rows/format.ts'
import { pageSize, roomOf } from './page-size.ts'
import type { PdfDialect } from './pdf-options.ts'

/** Letters of these scripts are drawn; no font has the others. */
const drawn = [
  ...['Latin', 'Greek', 'Cyrillic', 'Arabic', 'Hebrew', 'Thai', 'Devanagari', 'Bengali', 'Tamil'],
  ...['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo', 'Common', 'Inherited'],
]
const undrawable = new RegExp(`(?=\\p{L})[^${drawn.map((script) => `\\p{Script=${script}}`).join('')}]`, 'u')

/** What the values of a type need at least, with the padding, in hundredths of a point at the smallest type. */
const typicalWidths: Record<ColumnType, number> = {
  text: 5200,
  json: 5200,
  integer: 3800,
  decimal: 4200,
  money: 4800,
  date: 4600,
  timestamp: 4800,
  boolean: 2600,
}

/** What a PDF of these columns will show badly; no font is read for it. */
export function pdfWarnings(
  columns: FileColumn[],
  dialect: Record<string, unknown>,
  texts: Iterable<string>,
): Warning[] {
  return [...splitWarnings(columns, dialect as PdfDialect), ...letterWarnings(texts)]
}

function splitWarnings(columns: FileColumn[], { orientation, paper }: PdfDialect): Warning[] {
  const widths = columns.map(({ type, masked }) => typicalWidths[masked ? 'text' : type])
  const [first = 0, ...others] = widths
  const room = roomOf(pageSize(paper, orientation !== 'portrait'))
  const needed = others.reduce((sum, width) => sum + width, 0)
  if (first + needed <= room) return []
  const parts = Math.ceil(needed / (room - first))
  const larger = paper === 'A3' ? '' : ', A3 paper'
  const message =
    `${columns.length} columns probably do not fit on one ${paper} page. They will be split across about ${parts} pages side by side, ` +
    `1a, 1b and so on, each starting with ${columns[0]?.label}. Choose fewer columns${larger} or Excel to keep them together.`
  return [{ code: 'columns_split', message }]
}

function letterWarnings(texts: Iterable<string>): Warning[] {
  let cells = 0
  for (const text of texts) if (undrawable.test(text)) cells++
  if (cells === 0) return []
  const message =
    'A PDF cannot show some of these letters, such as Georgian or Telugu; each becomes \ufffd. Choose Excel or CSV to keep them.'
  return [{ code: 'undrawable_letters', message, cells }]
}
