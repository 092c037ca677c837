import * as z from 'zod'
import { offsetOption, switchOption } from '../rows/option-schemas.ts'

/** No formula guard: every text is an inline string, which a spreadsheet never runs. */
export const excelOptions = z.strictObject({
  title: switchOption('Title row', 'A first row with the name of the export', false, true),
  about_sheet: switchOption(
    '"About" sheet',
    'A last sheet that describes the file: dataset, filters, time zone, snapshot, rows',
    true,
  ),
  offset: offsetOption,
})

export type ExcelDialect = Required<z.infer<typeof excelOptions>>

/** Fills in the defaults. Throws ZodError. */
export function excelDialect(options: Record<string, unknown>): ExcelDialect {
  return { title: false, about_sheet: true, offset: false, ...excelOptions.parse(options) }
}
