import type { FileColumn } from '../rows/column.ts'
import type { About, WriteCounts } from '../rows/format.ts'
import { CellText } from './cell-text.ts'
import { columnName, declaration, spreadsheet } from './markup.ts'
import type { Table } from './package-parts.ts'
import { countStyle, headerStyle, labelStyle, textStyle, titleStyle } from './styles.ts'

/** Everything in a worksheet that is not a row of the table. */

interface Cell {
  value: string | number
  style: number
}

/** A data sheet up to its first row: frozen header, widths, title row where one is asked for. */
export function dataHead(
  title: string | undefined,
  columns: FileColumn[],
  widths: number[],
  isFirst: boolean,
) {
  const header = title === undefined ? 1 : 2
  const top = `topLeftCell="A${header + 1}"`
  const view = [
    `<sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">`,
    `<pane ySplit="${header}" ${top} activePane="bottomLeft" state="frozen"/>`,
    `<selection pane="bottomLeft" activeCell="A${header + 1}" sqref="A${header + 1}"/></sheetView>`,
  ].join('')
  const titleRow = title === undefined ? [] : [[{ value: title, style: titleStyle }]]
  const labels = columns.map(({ label }) => ({ value: label, style: headerStyle }))
  return head(view, widths) + rowsXml([...titleRow, labels])
}

/** A sheet to fill in: remarks, and below them the headings, which stay in sight. */
export function formSheet(remarks: string[][], headings: string[], widths: number[]): string {
  const height = remarks.length + 1
  const top = `A${height + 1}`
  const view = [
    '<sheetView tabSelected="1" workbookViewId="0">',
    `<pane ySplit="${height}" topLeftCell="${top}" activePane="bottomLeft" state="frozen"/>`,
    `<selection pane="bottomLeft" activeCell="${top}" sqref="${top}"/></sheetView>`,
  ].join('')
  const styled = (texts: string[], style: number) => texts.map((value) => ({ value, style }))
  const rows = [...remarks.map((texts) => styled(texts, textStyle)), styled(headings, headerStyle)]
  return `${head(view, widths)}${rowsXml(rows)}</sheetData>${printed('landscape', 0)}</worksheet>`
}

/** The end of a data sheet: the filter over all its rows, and no warning at texts that look like numbers. */
export function dataTail({ header, columns, lastRow }: Table): string {
  const filtered = `A${header}:${columnName(columns - 1)}${lastRow}`
  const ignored = `<ignoredErrors><ignoredError sqref="${filtered}" numberStoredAsText="1"/></ignoredErrors>`
  return `</sheetData><autoFilter ref="${filtered}"/>${printed('landscape', 0)}${ignored}</worksheet>`
}

/** On A4, as wide as one page and as high as so many; 0 is any number. Page n of m stands at the foot. */
function printed(orientation: 'landscape' | 'portrait', pagesHigh: number): string {
  return [
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="${pagesHigh}"/>`,
    '<headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>',
  ].join('')
}

/** The sheet that says what the workbook is; `doubledTimes`: times that another instant looks like. */
export function aboutSheet(
  about: About,
  columns: FileColumn[],
  counts: WriteCounts,
  doubledTimes: number,
): string {
  const line = (label: string, value: string | number): Cell[] => [
    { value: label, style: labelStyle },
    { value, style: typeof value === 'number' ? countStyle : textStyle },
  ]
  const filters = about.filters.length > 0 ? about.filters : ['none']
  const rows = [
    line('Export', about.exportName),
    ...(about.company === '' ? [] : [line('Company', about.company)]),
    line('Dataset', about.dataset),
    ...filters.map((words, index) => line(index === 0 ? 'Filters' : '', words)),
    line('Time zone', about.timeZone),
    line('Snapshot taken at', about.snapshotAt),
    line('Requested by', about.requestedBy),
    line('Export id', about.exportId),
    line('Rows', counts.rows),
    line('Cells cut', counts.cutCells),
    line(
      '',
      'Texts longer than a cell holds end in “… [cut]”; characters that XML cannot have are left out.',
    ),
    line('Numbers and times as text', counts.textCells ?? 0),
    line(
      '',
      'Excel keeps 15 digits of a number and dates from 1 March 1900 on: other values stand here as text.',
    ),
    ...(doubledTimes === 0
      ? []
      : [
          line('Times in a repeated hour', doubledTimes),
          line(
            '',
            'When summer time ends the clocks show an hour twice: the option "offset" tells the two apart.',
          ),
        ]),
    [],
    [
      { value: 'Column', style: labelStyle },
      { value: 'Type', style: labelStyle },
    ],
    ...columns.map(({ label, type, masked, expression }) => [
      { value: label, style: textStyle },
      { value: masked ? `${type}, masked` : type, style: textStyle },
      ...(expression === undefined ? [] : [{ value: expression, style: textStyle }]),
    ]),
  ]
  return `${head('<sheetView workbookViewId="0"/>', [32, 60])}${rowsXml(rows)}</sheetData>${printed('portrait', 1)}</worksheet>`
}

function head(view: string, widths: number[]): string {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  return [
    `${declaration}<worksheet xmlns="${spreadsheet}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>${view}</sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>`,
  ].join('')
}

function rowsXml(rows: Cell[][]): string {
  const cell = ({ value, style }: Cell, row: number, column: number) => {
    const start = `<c r="${columnName(column)}${row}" s="${style}"`
    return typeof value === 'number' ? `${start}><v>${value}</v></c>` : start + textXml(value)
  }
  return rows
    .map(
      (cells, index) =>
        `<row r="${index + 1}">${cells.map((each, column) => cell(each, index + 1, column)).join('')}</row>`,
    )
    .join('')
}

/** A text of ours through the writer of COPY text, where only a backslash is special. */
function textXml(text: string): string {
  const bytes = Buffer.from(text.replaceAll('\\', '\\\\').replaceAll('\0', ''))
  const out = Buffer.allocUnsafe(7 * bytes.length + 128)
  return out.toString('utf8', 0, new CellText().write(bytes, 0, bytes.length, out, 0))
}
