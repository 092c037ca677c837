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

export interface Frame {
  content: ContentStream
  /** Between them lie the rows. */
  top: number
  bottom: number
}

/** What all table pages have in common: title, column labels, and at the foot where the rows come from. */
export function drawFrame(
  faces: Faces,
  about: About,
  columns: FileColumn[],
  kinds: Uint8Array,
  layout: TableLayout,
  size: PageSize,
): Frame {
  const content = new ContentStream()
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
  const bottom = drawLabels(
    content,
    faces.bold,
    columns,
    kinds,
    layout,
    size.height - margin.top - headHeight,
  )
  drawFoot(content, faces.regular, about, size)
  return { content, top: bottom, bottom: margin.bottom + footHeight }
}

/** Baseline and size of the page number, which each page draws for itself. */
export const pageNumber = { x: margin.side, y: margin.bottom + 200, size: smallSize }

/** A band of labels that is as high as the longest of them needs. Returns its lower edge. */
function drawLabels(
  content: ContentStream,
  bold: TypeFace,
  columns: FileColumn[],
  kinds: Uint8Array,
  { fontSize, padding, widths }: TableLayout,
  top: number,
): number {
  const leading = Math.round(fontSize * 1.25)
  const labels = new ContentStream()
  let x: number = margin.side
  let lines = 1
  columns.forEach(({ label }, column) => {
    const width = widths[column] as number
    const drawn = bold.draw(labels, label, {
      x: x + padding,
      y: top - padding - fontSize,
      size: fontSize,
      room: width - 2 * padding,
      leading,
      most: mostLabelLines,
      isRight: isNumeric(kinds[column] as number),
      followsDirection: true,
    })
    lines = Math.max(lines, drawn)
    x += width
  })
  const height = lines * leading + 2 * padding
  content
    .write(petrolTint)
    .number(margin.side)
    .number(top - height)
    .number(x - margin.side)
    .number(height)
  content
    .write('re f\n')
    .write(petrolLine)
    .write('90 w ')
    .number(margin.side)
    .number(top - height)
  content
    .write('m ')
    .number(x)
    .number(top - height)
    .write('l S\n')
    .write(petrolDark)
    .append(labels)
  return top - height
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
