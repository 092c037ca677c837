import * as z from 'zod'
import { compressions } from './compression.ts'

export const valuesOption = z
  .enum(['raw', 'formatted'])
  .optional()
  .describe('Values exactly as programs read them, or numbers, dates and yes or no as people write them')

export const localeOption = z
  .string()
  .max(35)
  .refine(isLocale, 'must be a locale such as de-DE, en-GB or fr-FR')
  .optional()

/** Of formats without a compression of their own. */
export const compressionOption = z.enum(compressions).optional().describe('Compress the whole file')

/** Whether Intl knows it: for others it would take the machine's own. */
export function isLocale(name: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(name).length > 0
  } catch {
    return false
  }
}
