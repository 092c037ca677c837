import * as z from 'zod'
import type { DatasetFilter } from './definition.ts'

/** Every word must occur in one of the expressions. Pass no sensitive column: a hit would tell its value. */
export function searchFilter(expressions: string[], inWhat: string): DatasetFilter {
  const error = 'must be a text of 1 to 200 characters, without NUL'
  return filter({
    key: 'search',
    label: 'Search',
    description: `Every word must occur in ${inWhat}; upper and lower case are the same.`,
    input: text(z.string(error).trim(), error),
    where: (value, param) => {
      // Words hold no line feed, so none can match across two columns.
      const haystack = `concat_ws(chr(10), ${expressions.join(', ')})`
      const words = value.split(/\s+/).slice(0, 20)
      return words.map((word) => `${haystack} ilike ${param(`%${escapeLike(word)}%`)}::text`).join(' and ')
    },
    words: (value) => `${inWhat} contains “${value}”`,
  })
}

/** One or several of the values that this column can have. */
export function choiceFilter(
  key: string,
  label: string,
  expression: string,
  values: readonly string[],
): DatasetFilter {
  const value = z.enum(values)
  const error = `must be one or several of: ${values.join(', ')}`
  return filter({
    key,
    label,
    description: `One or several of: ${values.join(', ')}.`,
    input: z.union([value, z.array(value).min(1, error).max(values.length, error)], { error }),
    where: (value, param) => isAnyOf(expression, [value].flat(), param),
    words: (value) => `${label} is ${listed([value].flat())}`,
  })
}

/** One or several exact values of a column whose values each tenant chooses. */
export function valuesFilter(key: string, label: string, expression: string): DatasetFilter {
  const error = 'must be a text of 1 to 200 characters without NUL, or an array of 1 to 100 of them'
  const value = text(z.string(), error)
  return filter({
    key,
    label,
    description: 'One or several values, written exactly as in the column.',
    input: z.union([value, z.array(value).min(1, error).max(100, error)], { error }),
    where: (value, param) => isAnyOf(expression, [value].flat(), param),
    words: (value) => `${label} is ${listed([value].flat())}`,
  })
}

/** `date_from` and `date_to` on a date column, both days included. */
export function dateRange(label: string, expression: string): DatasetFilter[] {
  return [
    dateFilter('date_from', label, 'from', (day) => `${expression} >= ${day}`),
    notBefore(
      'date_from',
      dateFilter('date_to', label, 'up to', (day) => `${expression} <= ${day}`),
    ),
  ]
}

/**
 * `date_from` and `date_to` on a timestamp, both days included. A day begins and ends in the
 * connection's time zone, which is the one that the export shows its timestamps in.
 */
export function timestampRange(label: string, expression: string): DatasetFilter[] {
  const zone = ' (days of the export’s time zone)'
  return [
    dateFilter('date_from', label, 'from', (day) => `${expression} >= ${day}::timestamptz`, zone),
    notBefore(
      'date_from',
      dateFilter('date_to', label, 'up to', (day) => `${expression} < (${day} + 1)::timestamptz`, zone),
    ),
  ]
}

/** `amount_min` and `amount_max`, both included, compared exactly. */
export function amountRange(label: string, expression: string): DatasetFilter[] {
  return [
    amountFilter('amount_min', label, 'at least', (amount) => `${expression} >= ${amount}`),
    amountFilter('amount_max', label, 'at most', (amount) => `${expression} <= ${amount}`),
  ]
}

export function idsFilter(expression: string): DatasetFilter {
  const error = 'must be an array of 1 to 1000 UUIDs'
  return filter({
    key: 'ids',
    label: 'Rows',
    description: 'Ids of at most 1000 rows.',
    input: z.array(z.guid('must be a UUID'), error).min(1, error).max(1000, error),
    where: (value, param) => `${expression} = any(${param(value)}::uuid[])`,
    words: (value) => (value.length === 1 ? `Row ${value[0]}` : `${value.length} chosen rows`),
  })
}

/** `yes` and `no` say in words what the rows are. */
export function flagFilter(
  key: string,
  label: string,
  expression: string,
  said: { yes: string; no: string },
): DatasetFilter {
  return filter({
    key,
    label,
    description: `true: ${said.yes}; false: ${said.no}.`,
    input: z.boolean('must be true or false'),
    where: (value, param) => `(${expression}) = ${param(String(value))}::boolean`,
    words: (value) => (value ? said.yes : said.no),
  })
}

type Param = (value: string | string[]) => string

interface TypedFilter<Input extends z.ZodType> {
  key: string
  label: string
  description: string
  input: Input
  where: (value: z.output<Input>, param: Param) => string
  words: (value: z.output<Input>) => string
}

// Every caller parses with `input` first: the list of datasets cannot carry each filter's own type.
function filter<Input extends z.ZodType>(typed: TypedFilter<Input>): DatasetFilter {
  const { key, label, description, input } = typed
  return {
    key,
    label,
    input: input.meta({ title: label, description }),
    where: (value, param) => typed.where(value as z.output<Input>, param),
    words: (value) => typed.words(value as z.output<Input>),
  }
}

function notBefore(start: string, end: DatasetFilter): DatasetFilter {
  return { ...end, notBefore: start }
}

function dateFilter(
  key: string,
  label: string,
  comparison: string,
  where: (day: string) => string,
  note = '',
): DatasetFilter {
  const error = 'must be an existing day written as YYYY-MM-DD, such as 2024-02-29'
  return filter({
    key,
    label: `${label} ${comparison}`,
    description: `A day as YYYY-MM-DD, included${note}.`,
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
  const error = 'must be a decimal number such as 1250.5 or "-0.25"'
  return filter({
    key,
    label: `${label} ${comparison}`,
    description: 'A number, or a decimal as text where more than 15 digits count.',
    input: z.union([z.number(), z.string().regex(/^-?\d{1,20}(\.\d{1,10})?$/, error)], { error }),
    where: (value, param) => where(`${param(String(value))}::numeric`),
    words: (value) => `${label} ${comparison} ${value}`,
  })
}

// PostgreSQL's text cannot hold NUL.
function text(string: z.ZodString, error: string): z.ZodString {
  return string
    .min(1, error)
    .max(200, error)
    .refine((value) => !value.includes('\0'), error)
}

function isAnyOf(expression: string, values: string[], param: Param): string {
  return `${expression} = any(${param(values)}::text[])`
}

function listed(values: string[]): string {
  if (values.length < 2) return values.join('')
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
