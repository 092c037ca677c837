import * as z from 'zod'
import type { DatasetFilter } from '../../definition/definition.ts'
import { filter } from '../../definition/filter.ts'
import { choiceFilter, flagFilter, storableText, valuesFilter } from '../../definition/filters.ts'
import { dateRange, numberRange, timestampRange } from '../../definition/ranges.ts'
import { escapeLike } from '../../definition/search.ts'
import { reference } from './columns.ts'
import type { StoredColumn } from './schema.ts'

const searchedColumns = 12
/** A form with more choices than these is no help. */
const mostChoices = 200

/** What fits the columns that everybody sees: a filter on another one would tell its values. */
export function filtersFor(columns: StoredColumn[], timeColumn: StoredColumn | undefined): DatasetFilter[] {
  const open = columns.filter(({ shown }) => shown === 'everyone')
  const searched = open.filter(({ kind }) => kind === 'text').slice(0, searchedColumns)
  const all = [
    ...(searched.length > 0 ? [search(searched)] : []),
    ...(timeColumn && open.includes(timeColumn) ? timeRange(timeColumn) : []),
    ...open.flatMap(filtersOf),
    ...open.filter(({ nullable }) => nullable).map(emptyFilter),
  ]
  // Two columns may ask for the same key, such as price_min and the least of price: the first has it.
  const taken = new Set<string>()
  return all.filter(({ key }) => !taken.has(key) && taken.add(key))
}

function emptyFilter(column: StoredColumn): DatasetFilter {
  const { key, label } = column
  const said = { yes: `${label} is empty`, no: `${label} is not empty` }
  const shown = { yes: 'Yes', no: 'No' }
  return flagFilter(`${key}_empty`, said.yes, `${reference(column)} is null`, said, shown)
}

function filtersOf(stored: StoredColumn): DatasetFilter[] {
  const { key, label, kind, choices = [] } = stored
  const column = reference(stored)
  switch (kind) {
    case 'integer':
    case 'decimal':
    case 'float':
      return numberRange(key, label, column)
    case 'boolean':
      return [flagFilter(key, label, column, { yes: `${label}: yes`, no: `${label}: no` })]
    case 'text':
      return [valuesFilter(key, label, `(${column})::text`)]
    case 'choice':
      return choices.length === 0 || choices.length > mostChoices
        ? [valuesFilter(key, label, `(${column})::text`)]
        : [choiceFilter(key, label, `(${column})::text`, choices)]
    default:
      return []
  }
}

function timeRange(column: StoredColumn): DatasetFilter[] {
  return (column.kind === 'date' ? dateRange : timestampRange)(column.label, reference(column))
}

/** Every word must occur in one of the columns, written so that every version of PostgreSQL understands it. */
function search(columns: StoredColumn[]): DatasetFilter {
  const error = 'Enter 1 to 200 characters without NUL'
  const inWhat = columns.map(({ label }) => label).join(', ')
  const haystack = `lower(concat_ws(chr(10), ${columns.map((column) => `(${reference(column)})::text`).join(', ')}))`
  return filter({
    key: 'search',
    label: 'Search',
    description: `Every word must occur in: ${inWhat}. Case is ignored; at most 20 words.`,
    hints: { placeholder: inWhat.length > 60 ? `${inWhat.slice(0, 60)}…` : inWhat },
    input: storableText(z.string(error).trim(), error).refine(
      (value) => value.split(/\s+/).length <= 20,
      'Enter at most 20 words',
    ),
    where: (value, param) =>
      value
        .split(/\s+/)
        .map((word) => `${haystack} like lower(${param(`%${escapeLike(word)}%`)}::text)`)
        .join(' and '),
    words: (value) => `${inWhat} contains “${value}”`,
  })
}
