import type { About } from '../rows/format.ts'
import { columnName, declaration, escaped, spreadsheet } from './markup.ts'

/** The parts of a package around its sheets (ECMA-376 part 2 and part 1, 18.2). */

const openPackage = 'http://schemas.openxmlformats.org/package/2006'
const openDocument = 'http://schemas.openxmlformats.org/officeDocument/2006'
const contentType = 'application/vnd.openxmlformats'

/** A sheet as the workbook names it. */
export interface Sheet {
  name: string
  /** Present on sheets that hold rows of the table. */
  table?: Table
}

/** Where a table stands: row of its header, number of columns, last row. */
export interface Table {
  header: number
  columns: number
  lastRow: number
}

/** The part of the sheet with that number, from 1 on. */
export function sheetPart(number: number): string {
  return `xl/worksheets/sheet${number}.xml`
}

export const rootRelations = relations([
  [`${openDocument}/relationships/officeDocument`, 'xl/workbook.xml'],
  [`${openPackage}/relationships/metadata/core-properties`, 'docProps/core.xml'],
  [`${openDocument}/relationships/extended-properties`, 'docProps/app.xml'],
])

export const applicationProperties = `${declaration}<Properties xmlns="${openDocument}/extended-properties"><Application>Waybill</Application></Properties>`

/** Dates are the snapshot's, so that the same rows give the same bytes. */
export function coreProperties({
  exportName,
  dataset,
  requestedBy,
  snapshotAt,
}: Pick<About, 'exportName' | 'dataset' | 'requestedBy' | 'snapshotAt'>): string {
  const instant = Number.isNaN(Date.parse(snapshotAt)) ? '' : new Date(snapshotAt).toISOString()
  const date = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${instant}</dcterms:${name}>`
  return [
    `${declaration}<cp:coreProperties xmlns:cp="${openPackage}/metadata/core-properties"`,
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(exportName)}</dc:title><dc:subject>${escaped(dataset)}</dc:subject>`,
    `<dc:creator>${escaped(requestedBy)}</dc:creator>`,
    instant === '' ? '' : date('created') + date('modified'),
    '</cp:coreProperties>',
  ].join('')
}

export function workbook(sheets: Sheet[]): string {
  const named = sheets.map(
    ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  const names = sheets.flatMap(({ name, table }, index) => {
    if (!table) return []
    const { header, columns, lastRow } = table
    const filtered = `'${name}'!$A$${header}:$${columnName(columns - 1)}$${lastRow}`
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${filtered}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${name}'!$1:$${header}</definedName>`,
    ]
  })
  return [
    `${declaration}<workbook xmlns="${spreadsheet}" xmlns:r="${openDocument}/relationships">`,
    `<bookViews><workbookView/></bookViews><sheets>${named.join('')}</sheets>`,
    `<definedNames>${names.join('')}</definedNames></workbook>`,
  ].join('')
}

export function workbookRelations(sheets: Sheet[]): string {
  const worksheets = sheets.map(
    (_, index) => [`${openDocument}/relationships/worksheet`, `worksheets/sheet${index + 1}.xml`] as const,
  )
  return relations([...worksheets, [`${openDocument}/relationships/styles`, 'styles.xml']])
}

export function contentTypes(sheets: Sheet[]): string {
  const parts = [
    ['/xl/workbook.xml', `${contentType}-officedocument.spreadsheetml.sheet.main+xml`],
    ['/xl/styles.xml', `${contentType}-officedocument.spreadsheetml.styles+xml`],
    ['/docProps/core.xml', `${contentType}-package.core-properties+xml`],
    ['/docProps/app.xml', `${contentType}-officedocument.extended-properties+xml`],
    ...sheets.map((_, index) => [
      `/${sheetPart(index + 1)}`,
      `${contentType}-officedocument.spreadsheetml.worksheet+xml`,
    ]),
  ]
  return [
    `${declaration}<Types xmlns="${openPackage}/content-types">`,
    `<Default Extension="rels" ContentType="${contentType}-package.relationships+xml"/>`,
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`),
    '</Types>',
  ].join('')
}

function relations(targets: (readonly [string, string])[]): string {
  const each = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  )
  return `${declaration}<Relationships xmlns="${openPackage}/relationships">${each.join('')}</Relationships>`
}
