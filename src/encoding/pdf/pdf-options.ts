import * as z from 'zod'
import { defaultLocale } from '../rows/formatted-values.ts'
import { localeOption, valuesOption } from '../rows/option-schemas.ts'

export const pdfOptions = z
  .strictObject({
    orientation: z
      .enum(['auto', 'landscape', 'portrait'])
      .optional()
      .describe('How pages lie; auto takes portrait where the columns fit'),
    paper: z.enum(['A4', 'Letter']).optional(),
    cover: z.boolean().optional().describe('Begin with a page that says what the file is'),
    values: valuesOption,
    locale: localeOption.describe('Who reads formatted values; only with those'),
    offset: z.boolean().optional().describe('Show the offset from UTC behind every time'),
  })
  .refine(({ locale, values }) => !locale || values !== 'raw', {
    path: ['locale'],
    error: 'only with values formatted',
  })

type PdfOptions = z.infer<typeof pdfOptions>
export type PdfDialect = Required<Omit<PdfOptions, 'locale'>> & { locale?: string }

/** Fills in the defaults. Throws ZodError. */
export function pdfDialect(options: Record<string, unknown>): PdfDialect {
  const given = pdfOptions.parse(options)
  const locale = given.values === 'raw' ? {} : { locale: defaultLocale }
  return {
    ...{ orientation: 'auto', paper: 'A4', cover: true, values: 'formatted', offset: false },
    ...locale,
    ...given,
  }
}
