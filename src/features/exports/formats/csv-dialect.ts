import * as z from 'zod'
import { compressionOption } from './compression.ts'

const delimiters = [',', ';', '\t', '|'] as const

export const csvOptions = z
  .strictObject({
    preset: z.enum(['rfc', 'excel', 'tsv']).optional().describe('Defaults for every option below'),
    locale: z
      .string()
      .max(35)
      .refine(isLocale, 'not a locale such as de-DE')
      .optional()
      .describe('Whose Excel opens the file; only with the preset excel'),
    delimiter: z.enum(delimiters).optional(),
    decimal_separator: z.enum(['.', ',']).optional(),
    bom: z.boolean().optional().describe('Begin with a UTF-8 byte order mark'),
    line_ending: z.enum(['crlf', 'lf']).optional(),
    quote: z
      .enum(['minimal', 'all', 'text'])
      .optional()
      .describe('Quote where needed, every value, or every text; null is never quoted'),
    header: z.boolean().optional().describe('First line with the column names'),
    null: z
      .string()
      .regex(/^(?![=+@])[^"',;|\t\r\n]{0,16}$/, 'up to 16 characters, no quotes, delimiters or line breaks')
      .optional()
      .describe('What a missing value looks like; a text that looks the same is quoted'),
    formula_guard: z
      .enum(['text', 'strict', 'off'])
      .optional()
      .describe("Put ' before texts that a spreadsheet would run as a formula"),
    compression: compressionOption,
  })
  .refine((options) => options.locale === undefined || options.preset === 'excel', {
    path: ['locale'],
    error: 'belongs to the preset excel',
  })

export type CsvOptions = z.infer<typeof csvOptions>
export type CsvDialect = Required<Omit<CsvOptions, 'locale'>> & { locale?: string }

const rfc: Omit<CsvDialect, 'preset' | 'locale'> = {
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
  if (preset === 'tsv') return { preset, ...rfc, delimiter: '\t', line_ending: 'lf', ...given }
  if (preset === 'excel') return { preset, ...rfc, ...excelDefaults(given.locale ?? 'en-US'), ...given }
  return { preset, ...rfc, ...given }
}

/** Excel splits at `;` where the decimal separator is a comma, and knows UTF-8 only by its byte order mark. */
function excelDefaults(locale: string): Partial<CsvDialect> & { locale: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
  const hasComma = parts.some((part) => part.type === 'decimal' && part.value === ',')
  if (!hasComma) return { locale, bom: true }
  return { locale, bom: true, delimiter: ';', decimal_separator: ',' }
}

function isLocale(name: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(name).length > 0
  } catch {
    return false
  }
}
