import type {
  ConditionFilter,
  Dataset,
  DatasetSeries,
  Measure,
  Param,
  SeriesKey,
} from '../definition/definition.ts'
import { escapeLike } from '../definition/search.ts'
import { maskedSql } from './mask.ts'
import type { RowPlan } from './plan.ts'

export interface CompiledQuery {
  /** With `$1`, `$2` ... for the values. */
  text: string
  /** Texts, and array literals as texts: every placeholder is cast where it stands. */
  values: string[]
}

/** As much of a plan as its query needs. */
export type Queried = Pick<RowPlan, 'tenantId' | 'dataset' | 'columns' | 'filters' | 'sort'>

/** One expression of an order. PostgreSQL puts nulls last where it rises and first where it falls. */
export interface OrderKey {
  sql: string
  direction: 'asc' | 'desc'
}

/** Whether most rows are expected to match or few: filters may have a quicker condition for few. */
export type Expected = 'many' | 'few'

/** A part of the rows: those that satisfy `where`, the first `limit` of them in this order. */
export interface Slice {
  order: OrderKey[]
  where?: (param: Param) => string
  limit: number
  /** So many of them are passed over first. */
  offset?: number
  expected?: Expected
}

/**
 * The one query behind list, preview, count and file: the plan's columns in order, then the primary key as
 * text, in the requested order with the primary key as the tie-breaker. Names come from the dataset's
 * definition, values only ever as placeholders.
 */
export function compileQuery(queried: Queried): CompiledQuery {
  const { rows, values, param } = compileRows(queried)
  const text = [`select ${selected(queried, param).join(', ')}`, rows, orderBy(orderOf(queried))].join('\n')
  return { text, values }
}

/**
 * A part of the rows of that query, each with the values it is ordered by after its primary key. Rows are chosen by
 * key first, so that only those of the part are joined with what they show.
 */
export function compileSlice(
  queried: Queried,
  { order, where, limit, offset = 0, expected }: Slice,
): CompiledQuery {
  const { dataset } = queried
  const key = dataset.primaryKey.join(', ')
  const { rows, values, param } = compileRows(queried, { where, expected })
  const chosen = [`select ${key}`, rows, orderBy(order), `limit ${limit} offset ${offset}`].join('\n')
  const expressions = [...selected(queried, param), ...order.map(({ sql }) => sql)]
  const text = [
    `select ${expressions.join(', ')}`,
    `from ${dataset.from}`,
    `where (${key}) in (${chosen})`,
    orderBy(order),
  ].join('\n')
  return { text, values }
}

/** Expressions, such as sums, over the rows of that query. */
export function compileAggregate(queried: Queried, expressions: string[]): CompiledQuery {
  const { rows, values } = compileRows(queried, { expected: 'few' })
  return { text: `select ${expressions.join(', ')}\n${rows}`, values }
}

export interface SummedSeries {
  series: DatasetSeries
  measure: Measure
  keys: SeriesKey[]
  grain: 'day' | 'week' | 'month' | 'quarter'
  /** The first day, and the day behind the last one, as YYYY-MM-DD in the connection's time zone. */
  from: string
  before: string
  /** Only these series, each by the values of its keys. */
  only?: string[][]
  /** The series with the largest sums of absolute values, at most so many. */
  limit: number
}

/**
 * A measure by key and period: values and names of the keys, the period's first day, the sum, and how many series
 * there are in all, the largest series first and each in the order of time. A period without rows has no row.
 */
export function compileSeries(
  queried: Pick<Queried, 'dataset' | 'filters'>,
  asked: SummedSeries,
): CompiledQuery {
  const { series, measure, keys, grain, from, before, only, limit } = asked
  const { values, param } = placeholders()
  const list = (expressions: string[]) => `array[${expressions.join(', ')}]::text[]`
  const known = (sql: string) => `coalesce((${sql})::text, '')`
  const keyValues = list(keys.map(({ sql }) => known(sql)))
  const conditions = [
    ...conditionsOf(queried, param),
    `${series.time} >= ${param(from)}::date`,
    `${series.time} < ${param(before)}::date`,
    ...(only ? [`${keyValues} in (${only.map((one) => `${param(one)}::text[]`).join(', ')})`] : []),
  ]
  const text = [
    'with sums as materialized (',
    `select ${keyValues} as keys, ${list(keys.map(({ sql, name }) => known(name ?? sql)))} as names,`,
    `date_trunc('${grain}', ${series.time})::date as starts_on, sum(${measure.sql}) as total`,
    `from ${queried.dataset.from} where ${conditions.join(' and ')} group by 1, 2, 3`,
    '), sizes as (',
    'select keys, min(names) as names, sum(abs(total)) as size, count(*) over () as series from sums group by keys',
    `order by size desc, keys limit ${limit}`,
    ')',
    'select keys, sizes.names, starts_on::text, sum(total)::float8 as total, series::integer',
    'from sums join sizes using (keys) group by keys, sizes.names, starts_on, size, series',
    'order by size desc, keys, starts_on',
  ].join('\n')
  return { text, values }
}

/** Of this part of a dataset's rows, blocks of its table taken at random, how many there are and how many match. */
export function compileSample(queried: Pick<Queried, 'dataset' | 'filters'>, percent: number): CompiledQuery {
  const { from, primaryKey } = queried.dataset
  const key = primaryKey.join(', ')
  const { values, param } = placeholders()
  const conditions = ['true', ...conditionsOf(queried, param)].join(' and ')
  const { table, alias } = baseOf(queried.dataset)
  const text = [
    `select count(*), count(*) filter (where ${conditions})`,
    `from ${from}`,
    `where (${key}) in (select ${key} from ${table} ${alias} tablesample system (${percent}))`,
  ].join('\n')
  return { text, values }
}

/** The tenant's rows of a dataset, named beside the policy: of its own condition the planner knows how many there are. */
export function compileWhole(dataset: Dataset): CompiledQuery {
  const { table, alias } = baseOf(dataset)
  const tenant = `${alias}.tenant_id = current_setting('app.tenant_id')::uuid`
  return { text: `select 1 from ${table} ${alias} where ${tenant}`, values: [] }
}

/** The table whose rows are the dataset's, with its alias: the first of `from`. */
function baseOf({ from }: Dataset): { table: string; alias: string } {
  const [table, alias] = from.split(/\s+/)
  return { table: table!, alias: alias! }
}

/** The rows of a dataset, at most so many. Where each reading computes them anew, there is one for each row of its table. */
export function countUpTo(dataset: Dataset, most: number): string {
  const { table, alias } = baseOf(dataset)
  const from = dataset.freshness ? dataset.from : `${table} ${alias}`
  return `(select count(*) from (select from ${from} limit ${most}) counted)`
}

/** The latest value of one expression; as an order, so that an index of the column finds it. */
export function latestOf({ from }: Dataset, expression: string): string {
  return `(select ${expression} from ${from} where ${expression} is not null order by 1 desc limit 1)`
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

/**
 * Where the rows come from, and which of them; the values belong to its placeholders. The policy shows no other
 * tenant's rows, but only a tenant that is named tells the planner how many rows there are. A source knows no tenants.
 */
function compileRows(queried: Queried, { where: more, expected }: Pick<Slice, 'where' | 'expected'> = {}) {
  const { values, param } = placeholders()
  const { source } = queried.dataset
  const named = source
    ? 'true'
    : `${baseOf(queried.dataset).alias}.tenant_id = ${param(queried.tenantId)}::uuid`
  const conditions = [named, ...conditionsOf(queried, param, expected)]
  if (more) conditions.push(`(${more(param)})`)
  return { rows: `from ${queried.dataset.from}\nwhere ${conditions.join(' and ')}`, values, param }
}

function conditionsOf(
  { dataset, filters }: Pick<Queried, 'dataset' | 'filters'>,
  param: Param,
  expected: Expected = 'many',
): string[] {
  return dataset.filters
    .filter((filter): filter is ConditionFilter => 'where' in filter && filter.key in filters)
    .map(({ key, where, whereFew = where }) => (expected === 'few' ? whereFew : where)(filters[key], param))
    .map((condition) => `(${condition})`)
}

function placeholders(): { values: string[]; param: Param } {
  const values: string[] = []
  const param: Param = (value) => {
    values.push(Array.isArray(value) ? arrayLiteral(value) : value)
    return `$${values.length}`
  }
  return { values, param }
}

function selected({ dataset, columns }: Queried, param: Param): string[] {
  return [
    ...columns.map(({ sql, masked, computed }) =>
      computed ? computed.sql(param) : masked ? maskedSql(sql) : sql,
    ),
    ...dataset.primaryKey.map((sql) => `(${sql})::text`),
  ]
}

function orderBy(order: OrderKey[]): string {
  return `order by ${order.map(({ sql, direction }) => (direction === 'asc' ? sql : `${sql} desc`)).join(', ')}`
}

function arrayLiteral(values: string[]): string {
  return `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`
}
