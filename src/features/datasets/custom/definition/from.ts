import type { ConditionFilter, Param } from '../../definition/definition.ts'
import { aliasOf, quoted, reference } from './columns.ts'
import { filtersFor } from './filters.ts'
import type { StoredColumn, StoredDefinition } from './schema.ts'

interface Always {
  condition: string
  words: string
}

/** Filters that a definition may fix: those of its relation's columns, without those that depend on the day. */
export function fixable(columns: StoredColumn[]): ConditionFilter[] {
  const time = columns.find(
    ({ kind }) => kind === 'timestamp' || kind === 'date' || kind === 'local_timestamp',
  )
  const seen = columns.map((column) => ({ ...column, shown: 'everyone' as const }))
  return filtersFor(seen, time).filter((filter): filter is ConditionFilter => 'where' in filter)
}

export function alwaysOf({ columns, filters }: StoredDefinition['fixed']): Always[] {
  return fixable(columns)
    .filter(({ key }) => key in filters)
    .map(({ key, where, words }) => ({ condition: where(filters[key], literal), words: words(filters[key]) }))
}

/** The rows of a definition; each foreign key leads to one row at most, so none is lost and none is doubled. */
export function fromOf(
  { schema, name }: { schema: string; name: string },
  { columns, joins, row_key }: StoredDefinition,
  always: Always[],
): string {
  const relation = `${quoted(schema)}.${quoted(name)}`
  const ours = [
    ...columns.filter(({ via }) => via === undefined).map((column) => column.name),
    ...row_key,
    ...joins.flatMap((join) => join.columns),
  ]
  const needed = [...new Set(ours)].map((one) => reference({ name: one })).join(', ')
  const conditions = always.map(({ condition }) => `(${condition})`).join(' and ')
  const rows = conditions ? `(select ${needed} from ${relation} t where ${conditions}) t` : `${relation} t`
  const joined = joins.map(({ name: via, schema, relation, columns, references, isPlain }) => {
    const pairs = columns.map(
      (column, index) => `${reference({ name: references[index]!, via })} = ${reference({ name: column })}`,
    )
    const other = `${isPlain ? 'only ' : ''}${quoted(schema)}.${quoted(relation)}`
    return ` left join ${other} ${aliasOf(via)} on ${pairs.join(' and ')}`
  })
  return `${rows}${joined.join('')}`
}

/** A value within SQL that nobody binds values to; with a dollar sign it could pass for a placeholder. */
const literal: Param = (value) =>
  Array.isArray(value) ? `array[${value.map(literal).join(', ')}]` : `E'${escaped(value)}'`

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('$', '\\x24')
}
