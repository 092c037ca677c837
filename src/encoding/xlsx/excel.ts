import type { Format } from '../rows/format.ts'
import { excelDialect, excelOptions } from './excel-dialect.ts'

/** Workbooks of Office Open XML: ECMA-376, as Excel, LibreOffice and the libraries read it. */
export const excel: Format = {
  key: 'excel',
  synonyms: ['xlsx'],
  label: 'Excel',
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  options: excelOptions,
  dialect: excelDialect,
  limits: { columns: 16_384, rowsPerSheet: 1_048_576 },
}
