import * as z from 'zod'
import type { ConditionFilter, DatasetFilter } from './definition.ts'
import { filter } from './filter.ts'
import { type Period, periodLabels, periods, resolvePeriod } from './period.ts'

/** `period`, `date_from` and `date_to` on a date column, first and last day included. */
export function dateRange(label: string, expression: string): DatasetFilter[] {
  return [
    periodFilter(label),
    dateFilter('date_from', label, 'from', (day) => `${expression} >= ${day}`),
    notBefore(
      'date_from',
      dateFilter('date_to', label, 'up to', (day) => `${expression} <= ${day}`),
    ),
  ]
}

/**
 * `period`, `date_from` and `date_to` on a timestamp, first and last day included. A day begins and ends
 * in the connection's time zone, which is the one that the export shows its timestamps in.
 */
export function timestampRange(label: string, expression: string): DatasetFilter[] {
  const zone = ' (days of the export’s time zone)'
  return [
    periodFilter(label),
    dateFilter('date_from', label, 'from', (day) => `${expression} >= ${day}::timestamptz`, zone),
    notBefore(
      'date_from',
      dateFilter('date_to', label, 'up to', (day) => `${expression} < (${day} + 1)::timestamptz`, zone),
    ),
  ]
}

/** `amount_min` and `amount_max`, both included, compared exactly. */
export function amountRange(label: string, expression: string): DatasetFilter[] {
  return numberRange('amount', label, expression)
}

/** `<key>_min` and `<key>_max`, both included, compared exactly. */
export function numberRange(key: string, label: string, expression: string): DatasetFilter[] {
  return [
    amountFilter(`${key}_min`, label, 'at least', (amount) => `${expression} >= ${amount}`),
    amountFilter(`${key}_max`, label, 'at most', (amount) => `${expression} <= ${amount}`),
  ]
}

function periodFilter(label: string): DatasetFilter {
  return {
    key: 'period',
    label: `${label} in`,
    input: z.enum(periods, `Choose one of: ${periods.join(', ')}`).meta({
      title: `${label} in`,
      description:
        'A period relative to today, instead of a first and a last day. Weeks begin on Monday; the last 7 and 30 days end with today.',
      option_labels: periodLabels,
    }),
    sets: ['date_from', 'date_to'],
    resolve: (value, at, timeZone) => {
      const { from, to } = resolvePeriod(value as Period, at, timeZone)
      return { date_from: from, date_to: to }
    },
  }
}

function notBefore(start: string, end: ConditionFilter): ConditionFilter {
  return { ...end, notBefore: start }
}

function dateFilter(
  key: string,
  label: string,
  comparison: string,
  where: (day: string) => string,
  note = '',
): ConditionFilter {
  const error = 'Enter a date as YYYY-MM-DD, such as 2024-02-29'
  return filter({
    key,
    label: `${label} ${comparison}`,
    description: `A day as YYYY-MM-DD, inclusive${note}.`,
    // PostgreSQL has no year 0.
    input: z.iso.date(error).refine((day) => !day.startsWith('0000'), error),
    where: (value, param) => where(`${param(value)}::date`),
    words: (value) => `${label} ${comparison} ${value}${note}`,
  })
}

function amountFilter(
  key: string,
  label: string,
  comparison: string,
  where: (amount: string) => string,
): DatasetFilter {
  const error = 'Enter a number, such as 1250.50'
  return filter({
    key,
    label: `${label} ${comparison}`,
    description: 'A number, or a decimal as a string if more than 15 digits matter.',
    hints: { placeholder: 'Any number, such as 1250.50' },
    input: z.union([z.number(), z.string().regex(/^-?\d{1,20}(\.\d{1,10})?$/, error)], { error }),
    where: (value, param) => where(`${param(String(value))}::numeric`),
    words: (value) => `${label} ${comparison} ${value}`,
  })
}
