import * as z from 'zod'
import { decimalSeparator, defaultLocale } from '../rows/formatted-values.ts'
import {
  compressionOption,
  isLocale,
  localeOption,
  option,
  switchOption,
  valuesOption,
} from '../rows/option-schemas.ts'

const delimiters = [',', ';', '\t', '|'] as const

export const csvOptions = z
  .strictObject({
    preset: option(z.enum(['rfc', 'excel', 'tsv']), {
      title: 'Use with',
      description: 'Defaults for every option below',
      option_labels: { rfc: 'Other programs (standard CSV)', excel: 'Excel', tsv: 'Tab-separated' },
      preselected: 'rfc',
      is_common: true,
    }),
    values: valuesOption('raw'),
    locale: localeOption(
      'The language of the Excel that opens the file, or of formatted values; only with the preset excel or with values formatted',
      { preset: ['excel'], values: ['formatted'] },
    ),
    delimiter: option(z.enum(delimiters), {
      title: 'Delimiter',
      option_labels: { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Vertical bar' },
    }),
    decimal_separator: option(z.enum(['.', ',']), {
      title: 'Decimal separator',
      description: 'For raw values; formatted values use the locale’s',
      option_labels: { '.': '1234.50', ',': '1234,50' },
    }),
    bom: switchOption('Byte order mark', 'Begin with a UTF-8 byte order mark'),
    line_ending: option(z.enum(['crlf', 'lf']), {
      title: 'Line endings',
      option_labels: { crlf: 'Windows (CR LF)', lf: 'Unix (LF)' },
    }),
    quote: option(z.enum(['minimal', 'all', 'text']), {
      title: 'Quotes',
      description: 'Quote where needed, every value, or every text; null is never quoted',
      option_labels: { minimal: 'Where needed', all: 'Every value', text: 'Every text' },
      preselected: 'minimal',
    }),
    header: switchOption('Header', 'First line with the column names', true),
    null: option(
      z
        .string()
        .regex(
          /^(?![=+@]|ID)[^"',;|\t\r\n]{0,16}$/,
          'up to 16 characters, no quotes, delimiters or line breaks; not = + @ or ID first',
        ),
      {
        title: 'Empty values as',
        description: 'How a missing value is written; a text that looks the same is quoted',
      },
    ),
    formula_guard: option(z.enum(['text', 'strict', 'off']), {
      title: 'Formula guard',
      description: "Add ' before text that a spreadsheet would run as a formula",
      option_labels: { text: 'Text that looks like a formula', strict: 'Strict', off: 'Off' },
      preselected: 'text',
    }),
    compression: compressionOption,
  })
  .refine(({ locale, preset, values }) => !locale || preset === 'excel' || values === 'formatted', {
    path: ['locale'],
    error: 'only with the preset excel or with values formatted',
  })
  .superRefine(({ values, locale = defaultLocale, decimal_separator: given }, { addIssue }) => {
    if (values !== 'formatted' || given === undefined || !isLocale(locale)) return
    const own = decimalSeparator(locale)
    const message = `must be "${own}", as in ${locale}, because the values are formatted`
    if (given !== own) addIssue({ code: 'custom', path: ['decimal_separator'], message })
  })

export type CsvOptions = z.infer<typeof csvOptions>
export type CsvDialect = Required<Omit<CsvOptions, 'locale'>> & { locale?: string }

const rfc: Omit<CsvDialect, 'preset' | 'locale'> = {
  values: 'raw',
  delimiter: ',',
  decimal_separator: '.',
  bom: false,
  line_ending: 'crlf',
  quote: 'minimal',
  header: true,
  null: '',
  formula_guard: 'text',
  compression: 'none',
}

/** Fills in the preset and the defaults; what the client named wins. Throws ZodError. */
export function csvDialect(options: Record<string, unknown>): CsvDialect {
  const given = csvOptions.parse(options)
  const preset = given.preset ?? 'rfc'
  return { preset, ...rfc, ...presetDefaults(preset, given.locale), ...formattedDefaults(given), ...given }
}

function presetDefaults(preset: CsvDialect['preset'], locale = defaultLocale): Partial<CsvDialect> {
  if (preset === 'tsv') return { delimiter: '\t', line_ending: 'lf' }
  return preset === 'excel' ? excelDefaults(locale) : {}
}

function formattedDefaults({ values, locale = defaultLocale }: CsvOptions): Partial<CsvDialect> {
  return values === 'formatted' ? { locale, decimal_separator: decimalSeparator(locale) } : {}
}

/** Excel splits at `;` where the decimal separator is a comma, and knows UTF-8 only by its byte order mark. */
function excelDefaults(locale: string): Partial<CsvDialect> & { locale: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
  const hasComma = parts.some((part) => part.type === 'decimal' && part.value === ',')
  if (!hasComma) return { locale, bom: true }
  return { locale, bom: true, delimiter: ';', decimal_separator: ',' }
}
