import { DoubledTimes } from '../rows/doubled-hours.ts'
import type { Emit } from '../rows/emit.ts'
import type { WriteCounts, WriteInput } from '../rows/format.ts'
import { sampleRows } from '../rows/row-sample.ts'
import { DeflatedParts } from '../zip/deflated-parts.ts'
import { ZipArchive } from '../zip/zip-archive.ts'
import { columnWidths } from './column-widths.ts'
import { DataSheets } from './data-sheets.ts'
import type { ExcelDialect } from './excel-dialect.ts'
import {
  applicationProperties,
  contentTypes,
  coreProperties,
  rootRelations,
  type Sheet,
  sheetPart,
  workbook,
  workbookRelations,
} from './package-parts.ts'
import { PackedRows } from './packed-rows.ts'
import { PlainRows } from './plain-rows.ts'
import { aboutSheet, dataHead } from './sheet-frame.ts'
import { SheetRows } from './sheet-rows.ts'
import { CellStyles } from './styles.ts'

/** Rows that Excel has on a sheet. */
const sheetRows = 1_048_576
/** Rows that tell how wide their columns want to be. */
const sampleLimit = { rows: 500, bytes: 256 * 1024 }

/**
 * Writes a workbook front to back; memory does not grow with the rows. Rows that do not fit on one sheet
 * continue on further ones. `rowsPerSheet` and `Rows` are for tests.
 */
export async function writeWorkbook(
  { rows, columns, options, about, doubledHours = [] }: WriteInput,
  emit: Emit,
  rowsPerSheet = sheetRows,
  Rows: typeof PackedRows | typeof PlainRows = PackedRows.isPossible ? PackedRows : PlainRows,
): Promise<WriteCounts> {
  const dialect = options as ExcelDialect
  const archive = new ZipArchive(emit)
  const parts = new DeflatedParts(archive)
  const styles = new CellStyles()
  const doubled = new DoubledTimes(columns, dialect.about_sheet ? doubledHours : [])
  await parts.add('_rels/.rels', rootRelations)
  await parts.add('docProps/app.xml', applicationProperties)
  await parts.add('docProps/core.xml', coreProperties(about))

  const { sample, all } = await sampleRows(rows, sampleLimit)
  const widths = columnWidths(columns, sample, dialect.offset)
  const title = dialect.title ? about.exportName : undefined
  const encoder = new SheetRows(columns, styles, sample, dialect.offset)
  const data = new DataSheets(parts, new Rows(parts, encoder), {
    head: (isFirst) => dataHead(title, columns, widths, isFirst),
    header: title === undefined ? 1 : 2,
    columns: columns.length,
    rowsPerSheet,
  })
  await data.write(doubled.counting(all))
  const { cutCells } = encoder.text
  const counts = { rows: data.rows, guardedCells: 0, cutCells, textCells: encoder.textCells }

  const sheets: Sheet[] = [...data.sheets]
  if (dialect.about_sheet) {
    sheets.push({ name: 'About' })
    await parts.add(
      sheetPart(sheets.length),
      aboutSheet(about, columns, counts, dialect.offset ? 0 : doubled.count),
    )
  }
  await parts.add('xl/styles.xml', styles.xml())
  await parts.add('xl/workbook.xml', workbook(sheets))
  await parts.add('xl/_rels/workbook.xml.rels', workbookRelations(sheets))
  await parts.add('[Content_Types].xml', contentTypes(sheets))
  await archive.close()
  return counts
}
