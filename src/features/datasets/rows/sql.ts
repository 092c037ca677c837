import type { ConditionFilter, Dataset, Param } from '../definition/definition.ts'
import { escapeLike } from '../definition/filters.ts'
import { maskedSql } from './mask.ts'
import type { RowPlan } from './plan.ts'

export interface CompiledQuery {
  /** With `$1`, `$2` ... for the values. */
  text: string
  /** Texts, and array literals as texts: every placeholder is cast where it stands. */
  values: string[]
}

/** As much of a plan as its query needs. */
export type Queried = Pick<RowPlan, 'dataset' | 'columns' | 'filters' | 'sort'>

/** One expression of an order. PostgreSQL puts nulls last where it rises and first where it falls. */
export interface OrderKey {
  sql: string
  direction: 'asc' | 'desc'
}

/** A part of the rows: those that satisfy `where`, the first `limit` of them in this order. */
export interface Slice {
  order: OrderKey[]
  where?: (param: Param) => string
  limit: number
  /** So many of them are passed over first. */
  offset?: number
}

/**
 * The one query behind list, preview, count and file: the plan's columns in order, then the primary key as
 * text, in the requested order with the primary key as the tie-breaker. Names come from the dataset's
 * definition, values only ever as placeholders.
 */
export function compileQuery(queried: Queried): CompiledQuery {
  const { rows, values } = compileRows(queried)
  const text = [`select ${selected(queried).join(', ')}`, rows, orderBy(orderOf(queried))].join('\n')
  return { text, values }
}

/** A part of the rows of that query, each with the values it is ordered by after its primary key. */
export function compileSlice(queried: Queried, { order, where, limit, offset = 0 }: Slice): CompiledQuery {
  const { rows, values } = compileRows(queried, where)
  const expressions = [...selected(queried), ...order.map(({ sql }) => sql)]
  const bounds = `limit ${limit}${offset > 0 ? ` offset ${offset}` : ''}`
  const text = [`select ${expressions.join(', ')}`, rows, orderBy(order), bounds].join('\n')
  return { text, values }
}

/** Expressions, such as sums, over the rows of that query. */
export function compileAggregate(queried: Queried, expressions: string[]): CompiledQuery {
  const { rows, values } = compileRows(queried)
  return { text: `select ${expressions.join(', ')}\n${rows}`, values }
}

export interface SuggestedValues {
  dataset: Dataset
  expression: string
  /** A part of the values, upper and lower case being the same. */
  search: string | undefined
  limit: number
  /** Looks at so many rows only. */
  rows?: number | undefined
}

/** Distinct values of one expression in their order, nulls and empty texts left out. */
export function compileValues({ dataset, expression, search, limit, rows }: SuggestedValues): CompiledQuery {
  const values = search === undefined ? [] : [`%${escapeLike(search)}%`]
  const source = `select (${expression})::text as value from ${dataset.from}`
  const conditions = [
    `value <> ''`,
    'length(value) <= 200',
    ...(search === undefined ? [] : ['value ilike $1::text']),
  ]
  const text = [
    `select distinct value from (${source}${rows === undefined ? '' : ` limit ${rows}`}) found`,
    `where ${conditions.join(' and ')}`,
    'order by value',
    `limit ${limit}`,
  ].join('\n')
  return { text, values }
}

/** The requested order, with the primary key as the tie-breaker. */
export function orderOf({ dataset, sort }: Pick<Queried, 'dataset' | 'sort'>): OrderKey[] {
  const expressionOf = new Map(dataset.columns.map(({ key, sql }) => [key, sql]))
  return [
    ...sort.map(({ column, direction }) => ({ sql: expressionOf.get(column)!, direction })),
    ...dataset.primaryKey.map((sql) => ({ sql, direction: 'asc' as const })),
  ]
}

/** The same query as a `format()` template, for COPY, which takes no placeholders: the server quotes. */
export function copyTemplate({ text }: CompiledQuery): string {
  const template = text.replaceAll('%', '%%').replace(/\$(\d+)/g, '%$1$$L')
  return `copy (${template}) to stdout`
}

/** Where the rows come from, and which of them; the values belong to its placeholders. */
function compileRows({ dataset, filters }: Queried, more?: Slice['where']) {
  const values: string[] = []
  const param: Param = (value) => {
    values.push(Array.isArray(value) ? arrayLiteral(value) : value)
    return `$${values.length}`
  }
  const conditions = dataset.filters
    .filter((filter): filter is ConditionFilter => 'where' in filter && filter.key in filters)
    .map((filter) => filter.where(filters[filter.key], param))
  if (more) conditions.push(more(param))
  const where = conditions.map((condition) => `(${condition})`).join(' and ')
  return { rows: [`from ${dataset.from}`, ...(where ? [`where ${where}`] : [])].join('\n'), values }
}

function selected({ dataset, columns }: Queried): string[] {
  return [
    ...columns.map(({ sql, masked }) => (masked ? maskedSql(sql) : sql)),
    ...dataset.primaryKey.map((sql) => `(${sql})::text`),
  ]
}

function orderBy(order: OrderKey[]): string {
  return `order by ${order.map(({ sql, direction }) => (direction === 'asc' ? sql : `${sql} desc`)).join(', ')}`
}

function arrayLiteral(values: string[]): string {
  return `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`
}
