import { formatDecimal } from '#src/components/format/quantities.ts'
import { toDecimal } from '../decimals.ts'

/** An amount in minor units, grouped for reading, with its currency. */
export function formatMoney(locale: string, minorUnits: number, currency: string): string {
  return `${formatDecimal(locale, toDecimal(minorUnits, currency))} ${currency}`
}
