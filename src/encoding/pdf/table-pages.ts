import { isNull } from '../rows/copy-text.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import { CellValues, isNumeric, isRigid } from './cell-values.ts'
import type { TableLayout } from './column-widths.ts'
import { ContentStream } from './document/content-stream.ts'
import type { PdfDocument } from './document/document.ts'
import { type Frames, frameName, pageNumber } from './frame.ts'
import { LineBreaker } from './line-breaker.ts'
import { margin } from './page-size.ts'
import { hairline, ink, quiet, zebra } from './palette.ts'
import type { TypeFace } from './type-face.ts'

/** One of the pages beside each other that show the columns; nearly always there is only one. */
class Part {
  readonly stripes = new ContentStream()
  readonly rules = new ContentStream()
  readonly text = new ContentStream()
  readonly columns: number[]
  /** Of each of its columns: the left edge. */
  readonly lefts: number[] = []
  readonly right: number
  penX = 0
  penY = 0

  constructor(columns: number[], widths: number[]) {
    this.columns = columns
    let left: number = margin.side
    for (const column of columns) {
      this.lefts.push(left)
      left += widths[column] as number
    }
    this.right = left
  }

  clear(): void {
    for (const stream of [this.stripes, this.rules, this.text]) stream.clear()
    this.penX = 0
    this.penY = 0
  }
}

/** A row that is higher than a page begins where at least so many of its lines have room. */
const fewestLines = 3

/** Rows on pages: measured, then drawn where they fit. */
export class TablePages {
  rows = 0
  /** Cells with a character that no font has. */
  cutCells = 0
  readonly #document: PdfDocument
  readonly #face: TypeFace
  /** Of the row in hand; the face's own lines change with every text that it draws. */
  readonly #lines: LineBreaker
  readonly #kinds: Uint8Array
  readonly #frame: Frames
  readonly #firstPage: number
  readonly #layout: TableLayout
  readonly #leading: number
  /** Above and below the lines of a row. */
  readonly #air: number
  /** Of each column: room for text in thousandths of the font size. */
  readonly #rooms: number[]
  readonly #parts: Part[]
  readonly #values: CellValues
  /** First line of each cell of the row in hand, and after them all the end. */
  readonly #cells: number[]
  #y: number

  constructor(
    document: PdfDocument,
    face: TypeFace,
    kinds: Uint8Array,
    layout: TableLayout,
    frame: Frames,
    { firstPage, hasOffsets }: { firstPage: number; hasOffsets: boolean },
  ) {
    this.#document = document
    this.#face = face
    this.#lines = new LineBreaker(face.set)
    this.#kinds = kinds
    this.#layout = layout
    this.#frame = frame
    this.#firstPage = firstPage
    this.#values = new CellValues(hasOffsets)
    this.#leading = Math.round(layout.fontSize * 1.3)
    this.#air = Math.round(layout.fontSize * 0.36)
    this.#cells = new Array(kinds.length + 1).fill(0)
    this.#rooms = layout.widths.map((width) => ((width - 2 * layout.padding) * 1000) / layout.fontSize)
    this.#parts = layout.parts.map((columns) => new Part(columns, layout.widths))
    this.#y = frame.top
  }

  async add(batch: RowBatch): Promise<void> {
    for (let row = 0; row < batch.rows; row++) {
      const lines = this.#measure(batch, row)
      for (let drawn = 0; drawn < lines; ) {
        const fitting = this.#linesAbove(this.#y)
        const left = lines - drawn
        const isHigherThanPages = left > this.#linesAbove(this.#frame.top)
        if (fitting >= left || (isHigherThanPages && fitting >= fewestLines)) {
          const part = Math.min(fitting, left)
          this.#drawRow(drawn, part)
          drawn += part
        } else await this.#finishPage()
      }
      this.rows++
    }
  }

  /** The last page; one that says so when there are no rows. */
  async end(): Promise<void> {
    if (this.rows === 0) {
      const { fontSize } = this.#layout
      const place = {
        x: margin.side + this.#layout.padding,
        y: this.#y - 2 * fontSize,
        size: fontSize,
        room: 50_000,
      }
      for (const { stripes } of this.#parts) {
        stripes.write(quiet)
        this.#face.draw(stripes, 'No rows', place)
      }
    }
    await this.#finishPage()
  }

  /** Breaks the row's values into lines and returns the number of the longest. */
  #measure(batch: RowBatch, row: number): number {
    const { bytes, ends, width } = batch
    const lines = this.#lines
    const values = this.#values
    const kinds = this.#kinds
    lines.clear()
    let most = 1
    let field = row * width
    let from = field === 0 ? 0 : (ends[field - 1] as number) + 1
    for (let column = 0; column < kinds.length; column++, field++) {
      const to = ends[field] as number
      const first = lines.starts.length
      this.#cells[column] = first
      if (from < to && !isNull(bytes, from, to)) {
        const kind = kinds[column] as number
        values.read(kind, bytes, from, to)
        const isWhole = lines.add(values.bytes, values.from, values.to, {
          room: this.#rooms[column] as number,
          isEscaped: true,
          keepsWords: isRigid(kind),
        })
        if (!isWhole) this.cutCells++
        most = Math.max(most, lines.starts.length - first)
      }
      from = to + 1
    }
    this.#cells[kinds.length] = lines.starts.length
    return most
  }

  /** How many lines of one row have room between there and the foot. */
  #linesAbove(y: number): number {
    return Math.floor((y - this.#frame.bottom - 2 * this.#air) / this.#leading)
  }

  #drawRow(skipped: number, lines: number): void {
    const height = lines * this.#leading + 2 * this.#air
    const bottom = this.#y - height
    const firstY = this.#y - this.#air - Math.round(this.#layout.fontSize * 1.02)
    for (const part of this.#parts) {
      const { stripes, rules, right, columns, lefts } = part
      if (this.rows % 2 === 1) {
        stripes
          .number(margin.side)
          .number(bottom)
          .number(right - margin.side)
          .number(height)
          .write('re\n')
      }
      rules.number(margin.side).number(bottom).write('m ').number(right).number(bottom).write('l\n')
      for (let at = 0; at < columns.length; at++) {
        this.#drawCell(part, columns[at] as number, lefts[at] as number, skipped, lines, firstY)
      }
    }
    this.#y = bottom
  }

  #drawCell(part: Part, column: number, edge: number, skipped: number, lines: number, firstY: number): void {
    const { starts, ends, widths, glyphs, rightToLeft } = this.#lines
    const { padding, fontSize, widths: columnWidths } = this.#layout
    const { text } = part
    const first = (this.#cells[column] as number) + skipped
    const end = Math.min(first + lines, this.#cells[column + 1] as number)
    const left = edge + padding
    const right = left + (columnWidths[column] as number) - 2 * padding
    const isNumber = isNumeric(this.#kinds[column] as number)
    for (let line = first; line < end; line++) {
      const from = starts[line] as number
      const to = ends[line] as number
      if (from === to) continue
      const width = Math.round(((widths[line] as number) * fontSize) / 1000)
      // A number or date wider than those that the columns were made for is narrowed, never broken.
      const scale = width > right - left ? Math.max(1, Math.floor((100 * (right - left)) / width)) : 100
      const isRight = isNumber || (rightToLeft.size > 0 && rightToLeft.has(line))
      const x = isRight ? right - Math.round((width * scale) / 100) : left
      const y = firstY - (line - first) * this.#leading
      if (scale < 100) text.number(scale).write('Tz ')
      text
        .number(x - part.penX)
        .number(y - part.penY)
        .write('Td')
      text.glyphs(glyphs, from, to).write(scale < 100 ? 'Tj 100 Tz\n' : 'Tj\n')
      part.penX = x
      part.penY = y
    }
  }

  async #finishPage(): Promise<void> {
    const page = this.#firstPage + this.#document.pages / this.#parts.length
    for (const [index, part] of this.#parts.entries()) {
      const letter = this.#parts.length > 1 ? partLetter(index) : ''
      await this.#document.addPage(this.#pageOf(part, frameName(index), `Page ${page}${letter}`))
      part.clear()
    }
    this.#y = this.#frame.top
  }

  #pageOf(part: Part, frame: string, number: string): Buffer {
    const { x, y, size } = pageNumber
    const content = new ContentStream()
    content.write(`q .01 0 0 .01 0 0 cm\n/${frame} Do\n`).write(zebra).append(part.stripes)
    if (this.rows > 0) content.write('f\n')
    this.#ruleColumns(part)
    content.write(hairline).write('35 w\n').append(part.rules).write('S\n').write(ink)
    content.write(`BT /${this.#face.name} `).number(this.#layout.fontSize).write('Tf\n').append(part.text)
    content.write('ET\n').write(quiet)
    this.#face.draw(content, number, { x, y, size, room: 100_000 })
    content
      .write('1 0 0 1 ')
      .number(x + this.#face.widthOf(number, size))
      .number(y)
      .write('cm /Total Do Q\n')
    return content.taken()
  }

  #ruleColumns({ rules, lefts, right }: Part): void {
    if (this.#y === this.#frame.top) return
    for (const x of [...lefts, right]) {
      rules.number(x).number(this.#frame.top).write('m ').number(x).number(this.#y).write('l\n')
    }
  }
}

/** a, b, c; 40 columns never need more than 26 pages. */
function partLetter(index: number): string {
  return String.fromCharCode(97 + index)
}
