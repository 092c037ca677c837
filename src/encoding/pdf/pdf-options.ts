import * as z from 'zod'
import { defaultLocale } from '../rows/formatted-values.ts'
import { localeOption, offsetOption, option, switchOption, valuesOption } from '../rows/option-schemas.ts'

export const pdfOptions = z
  .strictObject({
    orientation: option(z.enum(['auto', 'landscape', 'portrait']), {
      title: 'Orientation',
      description: 'Automatic uses portrait when the columns fit',
      option_labels: { auto: 'Automatic', landscape: 'Landscape', portrait: 'Portrait' },
      preselected: 'auto',
      is_common: true,
    }),
    paper: option(z.enum(['A4', 'A3', 'Letter']), {
      title: 'Paper',
      description:
        'Columns that do not fit go on pages 1b, 1c and so on, which begin with the first column again',
      option_labels: { A4: 'A4', A3: 'A3', Letter: 'Letter' },
      preselected: 'A4',
    }),
    cover: switchOption('Cover page', 'Begin with a page that describes the file', true),
    values: valuesOption('formatted'),
    locale: localeOption('The language of formatted values; only with values formatted', {
      values: ['formatted'],
    }),
    offset: offsetOption,
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
