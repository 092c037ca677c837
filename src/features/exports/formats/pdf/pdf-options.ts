import * as z from 'zod'

export const pdfOptions = z.strictObject({
  orientation: z
    .enum(['auto', 'landscape', 'portrait'])
    .optional()
    .describe('How pages lie; auto takes portrait where the columns fit'),
  paper: z.enum(['A4', 'Letter']).optional(),
  cover: z.boolean().optional().describe('Begin with a page that says what the file is'),
})

export type PdfDialect = Required<z.infer<typeof pdfOptions>>

/** Fills in the defaults. Throws ZodError. */
export function pdfDialect(options: Record<string, unknown>): PdfDialect {
  return { orientation: 'auto', paper: 'A4', cover: true, ...pdfOptions.parse(options) }
}
