import { DeflatedParts } from '../../zip/deflated-parts.ts'
import { ZipArchive } from '../../zip/zip-archive.ts'
import {
  applicationProperties,
  contentTypes,
  coreProperties,
  rootRelations,
  sheetPart,
  workbook,
  workbookRelations,
} from '../package-parts.ts'
import { formSheet } from '../sheet-frame.ts'
import { CellStyles } from '../styles.ts'

const sheets = [{ name: 'Data' }]
const mostCharacters = 40

/** A workbook to fill in: rows of remarks, headings, and room below them. */
export async function formWorkbook(
  title: string,
  remarks: string[][],
  headings: string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  const archive = new ZipArchive(async (bytes) => void pieces.push(Uint8Array.from(bytes)))
  const parts = new DeflatedParts(archive)
  const about = { exportName: title, dataset: '', requestedBy: 'Waybill', snapshotAt: '' }
  await parts.add('_rels/.rels', rootRelations)
  await parts.add('docProps/app.xml', applicationProperties)
  await parts.add('docProps/core.xml', coreProperties(about))
  await parts.add(sheetPart(1), formSheet(remarks, headings, widthsOf(remarks.slice(1), headings)))
  await parts.add('xl/styles.xml', new CellStyles().xml())
  await parts.add('xl/workbook.xml', workbook(sheets))
  await parts.add('xl/_rels/workbook.xml.rels', workbookRelations(sheets))
  await parts.add('[Content_Types].xml', contentTypes(sheets))
  await archive.close()
  return Uint8Array.from(Buffer.concat(pieces))
}

/** In characters, as wide as what stands in the column; a title in the first row runs on over the others. */
function widthsOf(remarks: string[][], headings: string[]): number[] {
  return headings.map((heading, index) => {
    const lengths = [heading, ...remarks.map((texts) => texts[index] ?? '')].map(({ length }) => length)
    return Math.min(mostCharacters, Math.max(...lengths) + 2)
  })
}
