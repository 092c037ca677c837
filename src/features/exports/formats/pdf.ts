import type { Format } from './definition.ts'
import { pdfDialect, pdfOptions } from './pdf/pdf-options.ts'

const mostRows = 100_000

/** A table on pages to read and print. Empty texts and missing values look the same there. */
export const pdf: Format = {
  key: 'pdf',
  synonyms: [],
  label: 'PDF',
  extension: 'pdf',
  mediaType: 'application/pdf',
  options: pdfOptions,
  dialect: pdfDialect,
  limits: { rows: mostRows, columns: 40 },
  async write(input, emit) {
    const { writePdf } = await import('./pdf/pdf-writer.ts')
    return writePdf(input, emit, mostRows)
  },
}
