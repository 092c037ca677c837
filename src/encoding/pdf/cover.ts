import type { FileColumn } from '../rows/column.ts'
import type { About } from '../rows/format.ts'
import { ContentStream } from './document/content-stream.ts'
import type { Faces } from './frame.ts'
import { margin, type PageSize } from './page-size.ts'
import { hairline, ink, petrol, quiet } from './palette.ts'

const side = 5600
const labelWidth = 11_500
const widestValue = 46_000
const valueSize = 980
const leading = 1420
const mostLines = 24

export interface Counts {
  rows: number
  pages: number
  /** How many pages beside each other show the columns. */
  parts: number
  cutCells: number
  /** Times that another instant in the same zone looks like. */
  doubledTimes: number
}

/** The page that says what the file is. Drawn last, because only then the rows are counted. */
export function drawCover(
  faces: Faces,
  about: About,
  columns: FileColumn[],
  counts: Counts,
  size: PageSize,
): Buffer {
  const content = new ContentStream()
  const { bold, regular } = faces
  const room = size.width - 2 * side
  content.write('q .01 0 0 .01 0 0 cm\n').write(petrol)
  content
    .number(0)
    .number(size.height - 900)
    .number(size.width)
    .number(900)
    .write('re f\n')
  let y = size.height - 8600
  content.write(quiet)
  regular.draw(content, about.company, { x: side, y: y + 3600, size: 1100, room, most: 1 })
  content.write(ink)
  y -=
    bold.draw(content, about.exportName, { x: side, y, size: 2400, room, leading: 3000, most: 3 }) * 3000 -
    700
  content.write(petrol)
  regular.draw(content, about.dataset, { x: side, y, size: 1300, room, most: 1 })
  y -= 3600
  for (const [label, value] of facts(about, columns, counts)) {
    // Three lines are kept for the notes below.
    const most = Math.min(mostLines, Math.floor((y - margin.bottom - 5000) / leading))
    if (most < 1) break
    content
      .write(hairline)
      .write('40 w ')
      .number(side)
      .number(y + 1500)
      .write('m ')
    content
      .number(side + room)
      .number(y + 1500)
      .write('l S\n')
      .write(quiet)
    regular.draw(content, label, { x: side, y, size: valueSize, room: labelWidth })
    content.write(ink)
    const valueRoom = Math.min(widestValue, room - labelWidth)
    const place = { x: side + labelWidth, y, size: valueSize, room: valueRoom, leading, most }
    y -= (regular.draw(content, value, place) - 1) * leading + 2300
  }
  content.write(quiet)
  notes(counts).forEach((note, index, all) => {
    const noteY = margin.bottom + 1000 + (all.length - 1 - index) * 1200
    regular.draw(content, note, { x: side, y: noteY, size: 800, room, most: 1 })
  })
  return content.write('Q\n').taken()
}

function facts(about: About, columns: FileColumn[], { rows, pages, parts }: Counts): [string, string][] {
  const zone = about.timeZone || 'UTC'
  const masked = columns.filter((column) => column.masked).map(({ label }) => label)
  const split = parts === 1 ? '' : `, each split into ${parts} for its columns: 2a, 2b …`
  const all: [string, string][] = [
    ['Rows', `${grouped(rows)} on ${grouped(pages)} ${pages === 1 ? 'page' : 'pages'}${split}`],
    ['Filters', about.filters.length > 0 ? about.filters.join('\n') : 'None: all rows'],
    ['As of', about.snapshotLocal && `${about.snapshotLocal} (${zone})`],
    ['Time zone', `${zone}, for every time in this file`],
    ['Requested by', about.requestedBy],
    ['Export', about.exportId],
    ['Columns', `${columns.length}: ${columns.map(({ label }) => label).join(', ')}`],
    ['Masked', masked.join(', ')],
  ]
  return all.filter(([, value]) => value !== '')
}

function notes({ cutCells, doubledTimes }: Counts): string[] {
  const all = ['An empty cell is a missing value or an empty text.']
  if (cutCells > 0) {
    const cells = cutCells === 1 ? '1 cell has' : `${grouped(cutCells)} cells have`
    all.push(
      `${cells} characters that this file cannot show; each stands as \ufffd. CSV and Excel keep them.`,
    )
  }
  if (doubledTimes > 0) {
    const times = doubledTimes === 1 ? '1 time lies' : `${grouped(doubledTimes)} times lie`
    all.push(
      `${times} in an hour that clocks show twice when summer time ends; the option "offset" tells them apart.`,
    )
  }
  return all
}

/** `1,234`; Intl takes 20 ms for its first number. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
