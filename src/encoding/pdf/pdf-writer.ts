import { DoubledTimes } from '../rows/doubled-hours.ts'
import type { Emit } from '../rows/emit.ts'
import type { WriteCounts, WriteInput } from '../rows/format.ts'
import { defaultLocale, formattedValues } from '../rows/formatted-values.ts'
import type { RowBatch } from '../rows/row-batch.ts'
import { sampleRows } from '../rows/row-sample.ts'
import { valueKinds } from '../rows/value-kind.ts'
import { ColumnWidths, type TableLayout } from './column-widths.ts'
import { drawCover } from './cover.ts'
import { ContentStream } from './document/content-stream.ts'
import { PdfDocument } from './document/document.ts'
import { writeFont } from './document/font-objects.ts'
import { infoDictionary, xmpPacket } from './document/metadata.ts'
import { drawFrames, frameName, pageNumber } from './frame.ts'
import { type PageSize, pageSize, roomOf } from './page-size.ts'
import { quiet } from './palette.ts'
import type { PdfDialect } from './pdf-options.ts'
import { loadShaperFor } from './shaping/shaped-fonts.ts'
import { TablePages } from './table-pages.ts'
import { TypeFace } from './type-face.ts'

const regularWeight = 400
const boldWeight = 600
/** Rows that tell how wide their columns want to be. */
const sampleLimit = { rows: 400, bytes: 1024 * 1024 }

/**
 * Writes the rows as a table on pages, each page out as soon as it is full. Fonts, cover and the total of
 * pages follow at the end, when they are known.
 */
export async function writePdf(input: WriteInput, emit: Emit): Promise<WriteCounts> {
  const { columns, about } = input
  const dialect = input.options as PdfDialect
  const { values, offset: hasOffsets, locale = defaultLocale } = dialect
  const kinds = valueKinds(columns, values)
  const regular = new TypeFace('Regular', regularWeight, about.timeZone)
  const bold = new TypeFace('Bold', boldWeight, about.timeZone)
  // Every page says in which zone its times are, so they need no offset.
  const style = { locale, hasOffsets, isUnbroken: true }
  const doubled = new DoubledTimes(columns, dialect.cover && !hasOffsets ? (input.doubledHours ?? []) : [])
  const rowsCounted = doubled.counting(input.rows)
  const shown = values === 'raw' ? rowsCounted : formattedValues(rowsCounted, columns, style)
  await loadShaperFor(Buffer.from(JSON.stringify([about, columns])))
  const { sample, all } = await sampleRows(readyToShape(shown), sampleLimit)
  const wishes = new ColumnWidths(columns, kinds, sample, regular.set, bold.set, hasOffsets)
  const { size, layout } = chosenLayout(dialect, wishes)
  const frames = drawFrames({ regular, bold }, about, columns, kinds, layout, size)

  const document = new PdfDocument(emit)
  await document.begin()
  const ids = {
    frames: frames.contents.map(() => document.reserve()),
    total: document.reserve(),
    regular: document.reserve(),
    bold: document.reserve(),
  }
  const pages = new TablePages(document, regular, kinds, layout, frames, {
    firstPage: dialect.cover ? 2 : 1,
    hasOffsets,
  })
  for await (const batch of all) await pages.add(batch)
  await pages.end()

  const { rows, cutCells } = pages
  const doubledTimes = doubled.count
  const parts = layout.parts.length
  const counts = {
    rows,
    cutCells,
    doubledTimes,
    parts,
    pages: document.pages / parts + (dialect.cover ? 1 : 0),
  }
  const first = dialect.cover ? drawCover({ regular, bold }, about, columns, counts, size) : undefined
  for (const [part, content] of frames.contents.entries())
    await writeForm(document, ids.frames[part] as number, content, size)
  await writeForm(document, ids.total, totalPages(regular, counts.pages), size)
  await writeFont(document, ids.regular, regular.set, 'Regular', 80)
  await writeFont(document, ids.bold, bold.set, 'SemiBold', 110)
  const metadata = await document.stream('/Type/Metadata/Subtype/XML', Buffer.from(xmpPacket(about)))
  await document.end({
    first,
    shared:
      `/MediaBox[0 0 ${size.width / 100} ${size.height / 100}]/Resources<</Font<</Regular ${ids.regular} 0 R/Bold ${ids.bold} 0 R>>` +
      `/XObject<<${ids.frames.map((id, part) => `/${frameName(part)} ${id} 0 R`).join('')}/Total ${ids.total} 0 R>>>>`,
    catalog: `/Lang(en)/Metadata ${metadata} 0 R/ViewerPreferences<</DisplayDocTitle true>>`,
    info: infoDictionary(about),
    identity: `${about.exportId} ${about.snapshotAt}`,
  })
  return { rows, guardedCells: 0, cutCells }

  function writeForm(document: PdfDocument, id: number, content: ContentStream, { width, height }: PageSize) {
    const entries = `/Type/XObject/Subtype/Form/BBox[-100 -500 ${width} ${height}]/Resources<</Font<</Regular ${ids.regular} 0 R/Bold ${ids.bold} 0 R>>>>`
    return document.stream(entries, content.taken(), id)
  }
}

async function* readyToShape(rows: AsyncIterable<RowBatch>): AsyncGenerator<RowBatch> {
  for await (const batch of rows) {
    await loadShaperFor(batch.bytes)
    yield batch
  }
}

/** Columns that could not be read on one page of the chosen paper are split. */
function chosenLayout(
  { paper, orientation }: PdfDialect,
  wishes: ColumnWidths,
): { size: PageSize; layout: TableLayout } {
  const portrait = pageSize(paper, false)
  const isLandscape = orientation === 'auto' ? !wishes.fits(roomOf(portrait)) : orientation === 'landscape'
  const size = pageSize(paper, isLandscape)
  return { size, layout: wishes.fitting(roomOf(size)) ?? wishes.split(roomOf(size)) }
}

/** What follows `Page n` on every page. */
function totalPages(face: TypeFace, pages: number): ContentStream {
  const content = new ContentStream().write(quiet)
  face.draw(content, ` of ${pages}`, { x: 0, y: 0, size: pageNumber.size, room: 100_000 })
  return content
}
