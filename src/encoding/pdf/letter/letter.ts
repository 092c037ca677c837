import type { Emit } from '../../rows/emit.ts'
import { ContentStream } from '../document/content-stream.ts'
import { PdfDocument, pdfText } from '../document/document.ts'
import { writeFont } from '../document/font-objects.ts'
import { pageSize } from '../page-size.ts'
import { hairline, ink, petrol, petrolDark, petrolLine, petrolTint, quiet } from '../palette.ts'
import { loadShaperFor } from '../shaping/shaped-fonts.ts'
import { TypeFace } from '../type-face.ts'

export interface LetterColumn {
  label: string
  /** Its part of the width beside those of the other columns. */
  share: number
  isRight?: boolean
}

/** A document of the company's own: who writes what to whom, a table, and what it comes to. */
export interface Letter {
  company: string
  title: string
  addressee: string
  facts: [label: string, value: string][]
  columns: LetterColumn[]
  rows: string[][]
  totals: [label: string, value: string][]
  notes: string
  /** Decides which forms Han characters have. */
  timeZone: string
}

const size = pageSize('A4', false)
const side = 5600
const room = size.width - 2 * side
const labelRoom = Math.round(room * 0.68)
const bottom = 7000
const textSize = 900
const leading = 1250
const mostLines = 12

/** Writes the letter on as many pages as its rows need; each repeats the labels of the table. */
export async function writeLetter(letter: Letter, emit: Emit): Promise<void> {
  await loadShaperFor(Buffer.from(JSON.stringify(letter)))
  const faces = {
    regular: new TypeFace('Regular', 400, letter.timeZone),
    bold: new TypeFace('Bold', 600, letter.timeZone),
  }
  const pages = new Pages(letter, faces)
  for (const row of letter.rows) pages.addRow(row)
  pages.addEnd()
  const document = new PdfDocument(emit)
  await document.begin()
  const ids = { regular: document.reserve(), bold: document.reserve() }
  for (const content of pages.finished()) await document.addPage(content)
  await writeFont(document, ids.regular, faces.regular.set, 'Regular', 80)
  await writeFont(document, ids.bold, faces.bold.set, 'SemiBold', 110)
  await document.end({
    shared:
      `/MediaBox[0 0 ${size.width / 100} ${size.height / 100}]` +
      `/Resources<</Font<</Regular ${ids.regular} 0 R/Bold ${ids.bold} 0 R>>>>`,
    catalog: '/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>',
    info: `<</Title${pdfText(letter.title)}/Author${pdfText(letter.company)}/Creator${pdfText('Waybill')}>>`,
    identity: `${letter.company} ${letter.title}`,
  })
}

/** The pages so far: all of them stay open, because each names how many there are. */
class Pages {
  readonly #letter: Letter
  readonly #faces: Record<'regular' | 'bold', TypeFace>
  readonly #widths: number[]
  readonly #pages: ContentStream[] = []
  #page = new ContentStream()
  #y = 0

  constructor(letter: Letter, faces: Record<'regular' | 'bold', TypeFace>) {
    this.#letter = letter
    this.#faces = faces
    const shares = letter.columns.reduce((sum, { share }) => sum + share, 0)
    this.#widths = letter.columns.map(({ share }) => Math.floor((room * share) / shares))
    this.#begin()
    this.#drawHead()
    this.#drawLabels()
  }

  addRow(cells: string[]): void {
    const drawn = new ContentStream()
    const height = this.#drawCells(drawn, this.#faces.regular, cells, 0) * leading + 700
    if (this.#y - height < bottom) {
      this.#begin()
      this.#drawLabels()
    }
    this.#page.write(ink)
    this.#drawCells(this.#page, this.#faces.regular, cells, this.#y - leading)
    this.#y -= height
    this.#line(hairline)
  }

  /** What the rows come to, and the notes. */
  addEnd(): void {
    const { totals, notes } = this.#letter
    const { regular, bold } = this.#faces
    if (this.#y - (totals.length + 2) * 1700 < bottom) this.#begin()
    this.#y -= 1900
    for (const [label, value] of totals) {
      const place = { y: this.#y, size: 1100, most: 1, isRight: true }
      this.#page.write(quiet)
      regular.draw(this.#page, label, { ...place, x: side, room: labelRoom })
      this.#page.write(ink)
      bold.draw(this.#page, value, { ...place, x: side + labelRoom, room: room - labelRoom - 300 })
      this.#y -= 1700
    }
    if (notes) this.#addNotes(notes)
  }

  /** On as many pages as they need. */
  #addNotes(notes: string): void {
    const { regular } = this.#faces
    let drawn = 0
    for (;;) {
      const most = Math.floor((this.#y - bottom) / leading)
      if (most > 0) {
        const place = { x: side, y: this.#y - leading, size: textSize, room, leading, most }
        this.#page.write(ink)
        drawn += most
        if (drawn >= regular.drawFrom(this.#page, notes, place, drawn - most)) return
      }
      this.#begin()
    }
  }

  finished(): Buffer[] {
    const { company, title } = this.#letter
    return this.#pages.map((page, index) => {
      page.write(quiet)
      const place = { y: 3600, size: 750, most: 1 }
      this.#faces.regular.draw(page, `${company} · ${title}`, { ...place, x: side, room: room - 10_000 })
      const number = `Page ${index + 1} of ${this.#pages.length}`
      this.#faces.regular.draw(page, number, { ...place, x: side, room, isRight: true })
      return page.write('Q\n').taken()
    })
  }

  #begin(): void {
    this.#page = new ContentStream()
    this.#pages.push(this.#page)
    this.#page.write('q .01 0 0 .01 0 0 cm\n').write(petrol)
    this.#page
      .number(0)
      .number(size.height - 900)
      .number(size.width)
      .number(900)
      .write('re f\n')
    this.#y = size.height - 5200
  }

  #drawHead(): void {
    const { company, title, addressee, facts } = this.#letter
    const { regular, bold } = this.#faces
    this.#page.write(quiet)
    regular.draw(this.#page, company, { x: side, y: this.#y, size: 1100, room, most: 1 })
    this.#y -= 3600
    this.#page.write(ink)
    this.#y -=
      bold.draw(this.#page, title, { x: side, y: this.#y, size: 2200, room, leading: 2700, most: 2 }) * 2700
    this.#page.write(petrol)
    this.#y -=
      regular.draw(this.#page, addressee, {
        x: side,
        y: this.#y + 700,
        size: 1200,
        room,
        leading: 1600,
        most: 4,
      }) * 1600
    this.#y -= 600
    for (const [label, value] of facts) {
      this.#page.write(quiet)
      regular.draw(this.#page, label, { x: side, y: this.#y, size: textSize, room: 11_000, most: 1 })
      this.#page.write(ink)
      const place = { x: side + 11_500, y: this.#y, size: textSize, room: room - 11_500, leading, most: 3 }
      this.#y -= (regular.draw(this.#page, value, place) - 1) * leading + 1600
    }
    this.#y -= 800
  }

  /** A band of labels above the rows. */
  #drawLabels(): void {
    this.#page
      .write(petrolTint)
      .number(side)
      .number(this.#y - 2000)
      .number(room)
      .number(2000)
      .write('re f\n')
    this.#page.write(petrolDark)
    const labels = this.#letter.columns.map(({ label }) => label)
    this.#drawCells(this.#page, this.#faces.bold, labels, this.#y - 1350)
    this.#y -= 2000
    this.#line(petrolLine)
  }

  #line(colour: string): void {
    this.#page.write(colour).write('40 w ').number(side).number(this.#y).write('m ')
    this.#page
      .number(side + room)
      .number(this.#y)
      .write('l S\n')
  }

  /** Draws the cells beside each other; returns how many lines the longest has. */
  #drawCells(content: ContentStream, face: TypeFace, cells: string[], y: number): number {
    let x = side
    let lines = 1
    this.#letter.columns.forEach(({ isRight = false }, column) => {
      const width = this.#widths[column]!
      const box = { x: x + 300, y, size: textSize, room: width - 600, leading }
      const place = { ...box, most: mostLines, isRight, followsDirection: true }
      const text = cells[column] ?? ''
      if (text) lines = Math.max(lines, face.draw(content, text, place))
      x += width
    })
    return lines
  }
}
