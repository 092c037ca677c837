import * as z from 'zod'
import type { DatasetFilter, Param } from './definition.ts'
import { filter } from './filter.ts'

/** One or several of the values that this column can have. */
export function choiceFilter(
  key: string,
  label: string,
  expression: string,
  values: readonly string[],
): DatasetFilter {
  const value = z.enum(values)
  const error = `Choose one or more of: ${values.join(', ')}`
  return filter({
    key,
    label,
    description: `One or more of: ${values.join(', ')}.`,
    hints: { option_labels: labelsOf(values) },
    input: z.union([value, z.array(value).min(1, error).max(values.length, error)], { error }),
    where: (value, param) => isAnyOf(expression, [value].flat(), param),
    words: (value) => `${label} is ${listed([value].flat())}`,
  })
}

/** One or several exact values of a column whose values each tenant chooses. */
export function valuesFilter(key: string, label: string, expression: string): DatasetFilter {
  const exact = severalValues(key, label, (values, param) => isAnyOf(expression, values, param))
  return { ...exact, suggests: expression }
}

/** One or several exact values, of which a row's array has at least one. */
export function elementsFilter(key: string, label: string, expression: string): DatasetFilter {
  const some = severalValues(key, label, (values, param) => `${expression} && ${param(values)}::text[]`)
  return { ...some, suggests: `unnest(${expression})` }
}

/** One or several exact values, for a condition that looks in other tables; `values` is a `text[]`. */
export function relatedFilter(
  key: string,
  label: string,
  condition: (values: string) => string,
): DatasetFilter {
  return severalValues(key, label, (values, param) => condition(`${param(values)}::text[]`))
}

export function idsFilter(expression: string): DatasetFilter {
  const error = 'Enter 1 to 1000 IDs'
  return filter({
    key: 'ids',
    label: 'Rows',
    description: 'IDs of at most 1000 rows.',
    input: z
      .array(z.guid('Enter an ID, such as 01980000-0000-7000-8000-000000000001'), error)
      .min(1, error)
      .max(1000, error),
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
  /** Beside the label, where the sentence would repeat it. */
  shown = said,
): DatasetFilter {
  return filter({
    key,
    label,
    description: `true: ${said.yes}; false: ${said.no}.`,
    hints: { option_labels: { true: shown.yes, false: shown.no } },
    input: z.boolean('Enter true or false'),
    where: (value, param) => `(${expression}) = ${param(String(value))}::boolean`,
    words: (value) => (value ? said.yes : said.no),
  })
}

function severalValues(
  key: string,
  label: string,
  condition: (values: string[], param: Param) => string,
): DatasetFilter {
  const error = 'Enter a text of 1 to 200 characters without NUL, or 1 to 100 of them'
  const value = storableText(z.string(), error)
  return filter({
    key,
    label,
    description: 'One or more values, exactly as in the column.',
    input: z.union([value, z.array(value).min(1, error).max(100, error)], { error }),
    where: (value, param) => condition([value].flat(), param),
    words: (value) => `${label} is ${listed([value].flat())}`,
  })
}

/** PostgreSQL's text cannot hold NUL. */
export function storableText(string: z.ZodString, error: string): z.ZodString {
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

/** `out_of_stock` is "Out of stock". */
function labelsOf(values: readonly string[]): Record<string, string> {
  const label = (value: string) => `${value.charAt(0).toUpperCase()}${value.slice(1)}`.replaceAll('_', ' ')
  return Object.fromEntries(values.map((value) => [value, label(value)]))
}
