import { formatDay } from '#src/components/format/instants.ts'
import { formatCount, formatDecimal, plural } from '#src/components/format/quantities.ts'
import type { Filters } from '../state/list-state.ts'
import type { FilterField } from './filter-fields.ts'

/** What a filter is set to, in the reader's words; undefined where it is not set. */
export function filterInWords(
  { kind, keys, choices }: FilterField,
  filters: Filters,
  locale: string,
): string | undefined {
  const [lower, upper] = keys.map((key) => filters[key])
  if (keys.length === 2) return rangeInWords(written(kind, lower, locale), written(kind, upper, locale), kind)
  if (lower === undefined) return undefined
  if (kind === 'ids') {
    const count = [lower].flat().length
    return `${formatCount(locale, count)} ${plural(count, 'chosen row')}`
  }
  const labelOf = (value: unknown) => choices.find((choice) => choice.value === String(value))?.label
  const values = [lower].flat().map((value) => labelOf(value) ?? written(kind, value, locale))
  return values.length > 2 ? `${values[0]} and ${values.length - 1} more` : values.join(', ')
}

function rangeInWords(lower: string | undefined, upper: string | undefined, kind: FilterField['kind']) {
  if (lower !== undefined && upper !== undefined) return lower === upper ? lower : `${lower} – ${upper}`
  if (lower !== undefined) return `${kind === 'date' ? 'from' : 'at least'} ${lower}`
  return upper === undefined ? undefined : `${kind === 'date' ? 'up to' : 'at most'} ${upper}`
}

function written(kind: FilterField['kind'], value: unknown, locale: string): string | undefined {
  if (value === undefined) return undefined
  if (kind === 'date') return dayInWords(String(value), locale)
  if (kind === 'amount') return formatDecimal(locale, String(value))
  return String(value)
}

/** A day as people write it; what is no day stays as it is. */
export function dayInWords(day: string, locale: string): string {
  const instant = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(instant.getTime()) ? day : formatDay(instant, { locale, timeZone: 'UTC' })
}

/** A number as the reader writes it, as an exact decimal; undefined for what cannot be read. */
export function readAmount(text: string, locale: string): string | undefined {
  const parts = new Intl.NumberFormat(locale).formatToParts(12345.5)
  const decimal = parts.find(({ type }) => type === 'decimal')?.value ?? '.'
  const group = parts.find(({ type }) => type === 'group')?.value ?? ','
  const plain = text
    .trim()
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace('−', '-')
  const [whole = '', ...fractions] = plain.split(decimal)
  if (fractions.length > 1) return undefined
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+$`)
  const digits =
    /^[\s\u00a0\u202f'’]$/.test(group) || !grouped.test(whole) ? whole : whole.replaceAll(group, '')
  const number = fractions.length === 1 ? `${digits || '0'}.${fractions[0]}` : digits
  return /^-?\d{1,20}(\.\d{1,10})?$/.test(number) ? number : undefined
}
