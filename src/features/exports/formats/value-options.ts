import * as z from 'zod'

/** Whose way of writing holds when none is chosen. */
export const usualLocale = 'en-US'

export const valuesOption = z
  .enum(['raw', 'formatted'])
  .optional()
  .describe('Values exactly as programs read them, or numbers, dates and yes or no as people write them')

export const localeOption = z
  .string()
  .max(35)
  .refine(isLocale, 'must be a locale such as de-DE, en-GB or fr-FR')
  .optional()

/** Whether Intl knows it: for others it would take the machine's own. */
export function isLocale(name: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(name).length > 0
  } catch {
    return false
  }
}
