import type { FileColumn } from '../rows/column.ts'
import type { About } from '../rows/format.ts'
import { isNumeric } from './cell-values.ts'
import type { TableLayout } from './column-widths.ts'
import { ContentStream } from './document/content-stream.ts'
import { margin, type PageSize, roomOf } from './page-size.ts'
import { hairline, ink, petrolDark, petrolLine, petrolTint, quiet } from './palette.ts'
import { provenanceLine } from './provenance.ts'
import type { TypeFace } from './type-face.ts'

const titleSize = 950
const smallSize = 650
const headHeight = 1700
const footHeight = 1500
const mostLabelLines = 6
const widestPageNumber = 'Page 00000 of 00000'

export interface Faces {
  regular: TypeFace
  bold: TypeFace
}

export interface Frames {
  /** What stands on the pages of each part of the columns. */
  contents: ContentStream[]
  /** Between them lie the rows. */
  top: number
  bottom: number
}

/** The name of a part's form in content streams. */
export function frameName(part: number): string {
  return part === 0 ? 'Frame' : `Frame${part}`
}

/** What all table pages have in common: title, column labels, and at the foot where the rows come from. */
export function drawFrames(
  faces: Faces,
  about: About,
  columns: FileColumn[],
  kinds: Uint8Array,
  layout: TableLayout,
  size: PageSize,
): Frames {
  const top = size.height - margin.top - headHeight
  const places = layout.parts.map((part) => {
    const content = new ContentStream()
    drawTitle(content, faces, about, size)
    return { part, content, labels: drawLabels(faces.bold, columns, kinds, layout, part, top) }
  })
  // Rows lie at the same height on all parts, so their bands of labels are as high as the highest.
  const lines = places.reduce((most, { labels }) => Math.max(most, labels.lines), 1)
  const height = lines * leadingOf(layout) + 2 * layout.padding
  const contents = places.map(({ part, content, labels }) => {
    const width = part.reduce((sum, column) => sum + (layout.widths[column] as number), 0)
    drawBand(content, labels.content, margin.side + width, top, height)
    drawFoot(content, faces.regular, about, size)
    return content
  })
  return { contents, top: top - height, bottom: margin.bottom + footHeight }
}

function drawTitle(content: ContentStream, faces: Faces, about: About, size: PageSize): void {
  const room = roomOf(size)
  const titleY = size.height - margin.top - 800
  const datasetWidth = Math.min(faces.regular.widthOf(about.dataset, 800), Math.round(room / 3))
  content.write(ink)
  const titleRoom = room - datasetWidth - 1000
  faces.bold.draw(content, about.exportName, {
    x: margin.side,
    y: titleY,
    size: titleSize,
    room: titleRoom,
    most: 1,
  })
  content.write(quiet)
  const right = { x: margin.side + room - datasetWidth, y: titleY, size: 800, room: datasetWidth + 100 }
  faces.regular.draw(content, about.dataset, { ...right, most: 1 })
}

/** Baseline and size of the page number, which each page draws for itself. */
export const pageNumber = { x: margin.side, y: margin.bottom + 200, size: smallSize }

function leadingOf({ fontSize }: TableLayout): number {
  return Math.round(fontSize * 1.25)
}

/** The labels of a part, and how many lines the longest has. */
function drawLabels(
  bold: TypeFace,
  columns: FileColumn[],
  kinds: Uint8Array,
  layout: TableLayout,
  part: number[],
  top: number,
): { content: ContentStream; lines: number } {
  const { fontSize, padding, widths } = layout
  const content = new ContentStream()
  let x: number = margin.side
  let lines = 1
  for (const column of part) {
    const width = widths[column] as number
    const drawn = bold.draw(content, (columns[column] as FileColumn).label, {
      x: x + padding,
      y: top - padding - fontSize,
      size: fontSize,
      room: width - 2 * padding,
      leading: leadingOf(layout),
      most: mostLabelLines,
      isRight: isNumeric(kinds[column] as number),
      followsDirection: true,
    })
    lines = Math.max(lines, drawn)
    x += width
  }
  return { content, lines }
}

function drawBand(
  content: ContentStream,
  labels: ContentStream,
  right: number,
  top: number,
  height: number,
): void {
  content
    .write(petrolTint)
    .number(margin.side)
    .number(top - height)
    .number(right - margin.side)
    .number(height)
  content
    .write('re f\n')
    .write(petrolLine)
    .write('90 w ')
    .number(margin.side)
    .number(top - height)
  content
    .write('m ')
    .number(right)
    .number(top - height)
    .write('l S\n')
    .write(petrolDark)
    .append(labels)
}

function drawFoot(content: ContentStream, face: TypeFace, about: About, size: PageSize): void {
  const room = roomOf(size)
  const id = about.exportId ? ` · ${about.exportId}` : ''
  const idWidth = face.widthOf(id, smallSize)
  const numberWidth = face.widthOf(widestPageNumber, smallSize) + 800
  const lineY = margin.bottom + 1000
  content.write(hairline).write('40 w ').number(margin.side).number(lineY).write('m ')
  content
    .number(margin.side + room)
    .number(lineY)
    .write('l S\n')
    .write(quiet)
  const place = { y: pageNumber.y, size: smallSize, most: 1, isRight: true }
  face.draw(content, provenanceLine(about), {
    ...place,
    x: margin.side + numberWidth,
    room: room - idWidth - numberWidth,
  })
  face.draw(content, id, { ...place, x: margin.side + room - idWidth - 100, room: idWidth + 100 })
}
