import * as z from 'zod'
import type { ConditionFilter, Param } from './definition.ts'
import { filter } from './filter.ts'
import { storableText } from './filters.ts'

const mostWords = 20

/** Columns of one table that are searched. Pass no sensitive column: a hit would tell its value. */
export interface SearchedColumns {
  columns: string[]
  /** The dataset's rows whose columns match LIKE's pattern, found without reading every row. */
  found?: (pattern: string) => string
}

/** Columns of the dataset's own rows; a function of the database finds the IDs of those that match. */
export function indexedColumns(id: string, finder: string, columns: string[]): SearchedColumns {
  return { columns, found: (pattern) => isOneOf(id, `select ${finder}(${pattern})`) }
}

/** Columns of a smaller table, `from` with its alias, to whose `id` the dataset's rows refer. */
export function columnsBehind(
  reference: string,
  { from, id, finder }: { from: string; id: string; finder?: string },
  columns: string[],
): SearchedColumns {
  const found = (pattern: string) => {
    const matches = `${haystackOf(columns)} like ${pattern}`
    // The function may look at more columns than these.
    const conditions = finder ? [isOneOf(id, `select ${finder}(${pattern})`), matches] : [matches]
    return isOneOf(reference, `select ${id} from ${from} where ${conditions.join(' and ')}`)
  }
  return { columns, found }
}

/** Every word must occur in one of the columns. */
export function searchFilter(searched: SearchedColumns[], inWhat: string): ConditionFilter {
  const error = 'Enter 1 to 200 characters without NUL'
  const haystack = haystackOf(searched.flatMap(({ columns }) => columns))
  const contains = (word: string, param: Param, condition: (pattern: string) => string) =>
    condition(folded(`${param(`%${escapeLike(word)}%`)}::text`))
  const isIn = (pattern: string) => `${haystack} like ${pattern}`
  const base = filter({
    key: 'search',
    label: 'Search',
    description: `Every word must occur in: ${inWhat}. Case is ignored; at most ${mostWords} words.`,
    hints: { placeholder: inWhat },
    input: storableText(z.string(error).trim(), error).refine(
      (value) => wordsOf(value).length <= mostWords,
      `Enter at most ${mostWords} words`,
    ),
    where: (value, param) =>
      wordsOf(value)
        .map((word) => contains(word, param, isIn))
        .join(' and '),
    words: (value) => `${inWhat} contains “${value}”`,
  })
  if (!searched.some(({ found }) => found)) return base
  const isFoundIn = (pattern: string) =>
    `(${searched.map(({ columns, found }) => found?.(pattern) ?? `${haystackOf(columns)} like ${pattern}`).join(' or ')})`
  return {
    ...base,
    // Finding the rows of a common word takes longest; the longest word is the rarest, as a rule.
    whereFew: (value, param) =>
      wordsOf(String(value))
        .sort((one, other) => other.length - one.length)
        .map((word, index) => contains(word, param, index === 0 ? isFoundIn : isIn))
        .join(' and '),
  }
}

/** The text with LIKE's wildcards taken literally. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** Words hold no line feed, so none can match across two columns. */
function haystackOf(columns: string[]): string {
  return folded(composed(`concat_ws(chr(10), ${columns.join(', ')})`))
}

/** An array, unlike a subquery, can be looked up in an index beside other conditions. */
function isOneOf(expression: string, ids: string): string {
  return `${expression} = any(array(${ids}))`
}

// The same letter may be written as one character or as several: both sides are compared composed.
function wordsOf(search: string): string[] {
  return search.normalize('NFC').split(/\s+/)
}

/** Composing is slow, and what has one byte a character needs none. */
function composed(text: string): string {
  return `case when octet_length(${text}) = length(${text}) then ${text} else normalize(${text}, NFC) end`
}

// Five times as fast as `ilike` under the database's ICU locale.
function folded(text: string): string {
  return `casefold((${text}) collate "pg_unicode_fast")`
}
