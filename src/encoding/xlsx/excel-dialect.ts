import * as z from 'zod'

/** No formula guard: every text is an inline string, which a spreadsheet never runs. */
export const excelOptions = z.strictObject({
  title: z.boolean().optional().describe('A first row with the name of the export'),
  about_sheet: z
    .boolean()
    .optional()
    .describe('A last sheet that says what the file is: dataset, filters, time zone, snapshot, rows'),
  offset: z.boolean().optional().describe('Show the offset from UTC behind every time'),
})

export type ExcelDialect = Required<z.infer<typeof excelOptions>>

/** Fills in the defaults. Throws ZodError. */
export function excelDialect(options: Record<string, unknown>): ExcelDialect {
  return { title: false, about_sheet: true, offset: false, ...excelOptions.parse(options) }
}
