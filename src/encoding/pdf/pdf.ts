import type { Format } from '../rows/format.ts'
import { pdfDialect, pdfOptions } from './pdf-options.ts'
import { pdfWarnings } from './pdf-warnings.ts'

/** A table on pages to read and print. Empty texts and missing values look the same there. */
export const pdf: Format = {
  key: 'pdf',
  synonyms: [],
  label: 'PDF',
  purpose: 'For paper and for reading',
  extension: 'pdf',
  mediaType: 'application/pdf',
  options: pdfOptions,
  dialect: pdfDialect,
  limits: { rows: 100_000, columns: 40 },
  warnings: pdfWarnings,
}
