import { sheetRows } from '../recount/row-recount.ts'
import type { Format } from '../rows/format.ts'
import { excelDialect, excelOptions } from './excel-dialect.ts'

/** Workbooks of Office Open XML: ECMA-376, as Excel, LibreOffice and the libraries read it. */
export const excel: Format = {
  key: 'excel',
  synonyms: ['xlsx'],
  label: 'Excel',
  purpose: 'A workbook with types, filters and frozen headings',
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  options: excelOptions,
  dialect: excelDialect,
  limits: { columns: 16_384, rowsPerSheet: 1_048_576 },
  recount: ({ title, about_sheet }) => sheetRows(title === true ? 2 : 1, about_sheet !== false),
  hasRows: (entry) => entry.startsWith('xl/worksheets/'),
}
