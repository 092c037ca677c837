import { formatInstant } from '#src/components/format/instants.ts'
import { formatDecimal } from '#src/components/format/quantities.ts'
import type { DatasetDescription } from '../../rows/description.ts'
import { dayInWords } from '../filters/filter-values.ts'

type Column = DatasetDescription['columns'][number]

/** A value as the reader writes it; undefined where there is none. */
export function cellText(
  { type, masked }: Pick<Column, 'type' | 'masked'>,
  value: unknown,
  { locale, timeZone }: { locale: string; timeZone: string },
): string | undefined {
  if (value === null || value === undefined || value === '') return undefined
  if (masked) return String(value)
  switch (type) {
    case 'integer':
    case 'decimal':
      return formatDecimal(locale, trimmed(String(value), 0))
    case 'money':
      return formatDecimal(locale, trimmed(String(value), 2))
    case 'date':
      return dayInWords(String(value), locale)
    case 'timestamp':
      return Number.isNaN(Date.parse(String(value)))
        ? String(value)
        : formatInstant(String(value), { locale, timeZone })
    case 'boolean':
      return value ? 'Yes' : 'No'
    case 'json':
      return JSON.stringify(value)
    default:
      return String(value)
  }
}

export function isNumeric({ type, masked }: Pick<Column, 'type' | 'masked'>): boolean {
  return !masked && (type === 'integer' || type === 'decimal' || type === 'money')
}

/** Zeros at the end say nothing beyond so many decimal places. */
function trimmed(decimal: string, places: number): string {
  const [whole = '', fraction = ''] = decimal.split('.')
  const kept = fraction.slice(0, places) + fraction.slice(places).replace(/0+$/, '')
  return kept === '' ? whole : `${whole}.${kept}`
}
