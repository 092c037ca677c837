import type { ConditionFilter } from '../definition/definition.ts'
import type { RowPlan } from './plan.ts'

export interface CompiledQuery {
  /** With `$1`, `$2` ... for the values. */
  text: string
  /** Texts, and array literals as texts: every placeholder is cast where it stands. */
  values: string[]
}

type Queried = Pick<RowPlan, 'dataset' | 'columns' | 'filters' | 'sort'>

/**
 * The one query behind preview, count and file: the plan's columns in order, then the primary key as
 * text, in the asked order with the primary key as the tie-breaker. Names come from the dataset's
 * definition, values only ever as placeholders.
 */
export function compileQuery(queried: Queried): CompiledQuery {
  const { dataset, columns } = queried
  const { where, values } = compileWhere(queried)
  const selected = [
    ...columns.map(({ sql, masked }) => (masked ? mask(sql) : sql)),
    ...dataset.primaryKey.map((sql) => `(${sql})::text`),
  ]
  const text = [
    `select ${selected.join(', ')}`,
    `from ${dataset.from}`,
    ...(where ? [`where ${where}`] : []),
    `order by ${orderBy(queried).join(', ')}`,
  ].join('\n')
  return { text, values }
}

/** The same query as a `format()` template, for COPY, which takes no placeholders: the server quotes. */
export function copyTemplate({ text }: CompiledQuery): string {
  const template = text.replaceAll('%', '%%').replace(/\$(\d+)/g, '%$1$$L')
  return `copy (${template}) to stdout`
}

function compileWhere({ dataset, filters }: Queried): { where: string; values: string[] } {
  const values: string[] = []
  const param = (value: string | string[]) => {
    values.push(Array.isArray(value) ? arrayLiteral(value) : value)
    return `$${values.length}`
  }
  const conditions = dataset.filters
    .filter((filter): filter is ConditionFilter => 'where' in filter && filter.key in filters)
    .map((filter) => `(${filter.where(filters[filter.key], param)})`)
  return { where: conditions.join(' and '), values }
}

function orderBy({ dataset, sort }: Queried): string[] {
  const expressionOf = new Map(dataset.columns.map(({ key, sql }) => [key, sql]))
  const keys = sort.map(({ column, direction }) => `${expressionOf.get(column)} ${direction}`)
  return [...keys, ...dataset.primaryKey]
}

/** The last four characters, and nothing at all of values too short to hide anything. */
function mask(sql: string): string {
  const value = `(${sql})::text`
  return `case when length(${value}) > 8 then '••••' || right(${value}, 4) when ${value} is not null then '••••' end`
}

function arrayLiteral(values: string[]): string {
  return `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`
}
