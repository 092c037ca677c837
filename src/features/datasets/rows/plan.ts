import * as z from 'zod'
import type { Principal, TenantId } from '#src/lib/context.ts'
import { type FieldError, notOneOf } from '#src/lib/errors.ts'
import { computedColumn } from '../computed/computed-column.ts'
import { ExpressionError } from '../computed/parse.ts'
import type { ConditionFilter, Dataset, DatasetFilter, SortKey } from '../definition/definition.ts'
import {
  type OmittedColumn,
  omittedColumns,
  requireDataset,
  type VisibleColumn,
  visibleColumns,
} from './rights.ts'

/** A column by its key, under another name, or made by an expression. */
export type ColumnChoice = string | { key: string; label: string; expression?: string | undefined }

/** Which rows and columns of a dataset someone wants, and in what order. */
export interface RowsRequest {
  filters: Record<string, unknown>
  /** Empty or absent: every visible column. */
  columns?: ColumnChoice[] | null | undefined
  sort: SortKey[]
  /** IANA name; absent: the tenant's. */
  timeZone?: unknown
  /** The instant that relative filters count from; absent: now. */
  at?: Date | undefined
}

/** A request for rows that was checked against the dataset and one person's rights. */
export interface RowPlan {
  tenantId: TenantId
  dataset: Dataset
  columns: VisibleColumn[]
  omitted: OmittedColumn[]
  /** Without relative ones: those have become the days they stand for. */
  filters: Record<string, unknown>
  filtersInWords: string[]
  sort: SortKey[]
  timeZone: string
}

/**
 * Plans the rows, and adds every wrong path with what is allowed there to `problems`: with any of them the
 * plan must not be used. Throws `forbidden` when the person may not read the dataset.
 */
export function planRows(
  principal: Principal,
  dataset: Dataset,
  request: RowsRequest,
  problems: FieldError[],
): RowPlan {
  requireDataset(principal, dataset)
  const visible = visibleColumns(principal, dataset)
  const chosen = request.columns?.length ? request.columns : undefined
  const columns = chosen ? chooseColumns(dataset, visible, chosen, problems) : visible
  const timeZone = checkTimeZone(
    request.timeZone === undefined ? principal.timeZone : request.timeZone,
    problems,
  )
  const at = request.at ?? new Date()
  const { filters, filtersInWords } = planFilters(dataset, request.filters, { at, timeZone }, problems)
  const sort = request.sort.length > 0 ? request.sort : dataset.defaultSort
  checkSort(visible, sort, problems)
  return {
    tenantId: principal.tenantId,
    dataset,
    columns,
    omitted: chosen ? [] : omittedColumns(principal, dataset),
    filters,
    filtersInWords: [...(dataset.source?.always ?? []), ...filtersInWords],
    sort,
    timeZone,
  }
}

/** What zod found, under the path where the value stands; an unknown key is told the allowed ones. */
export function issuesUnder(prefix: string, error: z.ZodError, allowed: { key: string }[]): FieldError[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => notOneOf(`${prefix}.${key}`, allowed))
      : [{ path: [prefix, ...issue.path.map(String)].join('.'), code: issue.code, message: issue.message }],
  )
}

function chooseColumns(
  dataset: Dataset,
  visible: VisibleColumn[],
  chosen: NonNullable<RowsRequest['columns']>,
  problems: FieldError[],
): VisibleColumn[] {
  const byKey = new Map(visible.map((column) => [column.key, column]))
  const taken = new Set<string>()
  return chosen.flatMap((choice, index) => {
    const { key, label } = typeof choice === 'string' ? { key: choice, label: undefined } : choice
    const computed = typeof choice !== 'string' && choice.expression !== undefined
    const column = computed
      ? computedAt(`columns.${index}`, choice, dataset, visible, problems)
      : byKey.get(key)
    const path = typeof choice === 'string' ? `columns.${index}` : `columns.${index}.key`
    if (!column && !computed) problems.push(notOneOf(path, visible))
    if (taken.has(key)) problems.push({ path, code: 'duplicate', message: `${key} is named twice` })
    taken.add(key)
    return column ? [{ ...column, label: label ?? column.label }] : []
  })
}

const computedKey = /^[a-z][a-z0-9_]{0,62}$/

function computedAt(
  path: string,
  { key, label, expression = '' }: Exclude<ColumnChoice, string>,
  dataset: Dataset,
  visible: VisibleColumn[],
  problems: FieldError[],
): VisibleColumn | undefined {
  const message = dataset.columns.some((column) => column.key === key)
    ? `${key} is a column of the dataset; choose another key`
    : 'must start with a lowercase letter and contain at most 63 lowercase letters, digits or underscores'
  if (!computedKey.test(key) || message.startsWith(`${key} is`))
    problems.push({ path: `${path}.key`, code: 'invalid_value', message })
  try {
    return { key, label, sql: '', masked: false, ...computedColumn(expression, visible) }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    const message = `At character ${error.at}: ${error.message}`
    problems.push({ path: `${path}.expression`, code: 'invalid_value', message })
    return undefined
  }
}

/** Filters alone, in a zone that is known to be one; adds what is wrong with them to `problems`. */
export function planFilters(
  dataset: Dataset,
  given: Record<string, unknown>,
  { at, timeZone }: { at: Date; timeZone: string },
  problems: FieldError[],
): Pick<RowPlan, 'filters' | 'filtersInWords'> {
  const checked = checkFilters(dataset, given, problems)
  const filters = problems.length > 0 ? {} : resolveFilters(dataset, checked, at, timeZone)
  return { filters, filtersInWords: inWords(dataset, filters) }
}

function checkFilters(dataset: Dataset, given: Record<string, unknown>, problems: FieldError[]) {
  const shape = Object.fromEntries(dataset.filters.map((filter) => [filter.key, filter.input.optional()]))
  const result = z.strictObject(shape).safeParse(given)
  if (!result.success) {
    problems.push(...issuesUnder('filters', result.error, dataset.filters))
    return {}
  }
  const isGiven = ([, value]: [string, unknown]) => value !== undefined
  const values = Object.fromEntries(Object.entries(result.data).filter(isGiven))
  for (const filter of dataset.filters) problems.push(...contradictions(filter, values))
  return values
}

/** What a filter's value and those of others cannot both mean. */
function contradictions(filter: DatasetFilter, values: Record<string, unknown>): FieldError[] {
  const path = `filters.${filter.key}`
  if ('sets' in filter) {
    const beside = filter.key in values ? filter.sets.filter((key) => key in values) : []
    const message = `Use either ${filter.key} or ${beside.join(' and ')}, not both`
    return beside.length > 0 ? [{ path, code: 'conflict', message }] : []
  }
  const [from, to] = [filter.notBefore && values[filter.notBefore], values[filter.key]]
  if (typeof from !== 'string' || typeof to !== 'string' || from <= to) return []
  const message = `Enter a day on or after ${filter.notBefore}, which is ${from}`
  return [{ path, code: 'too_small', message }]
}

function resolveFilters(
  dataset: Dataset,
  given: Record<string, unknown>,
  at: Date,
  timeZone: string,
): Record<string, unknown> {
  const filters: Record<string, unknown> = {}
  for (const filter of dataset.filters) {
    if (!(filter.key in given)) continue
    if ('resolve' in filter) Object.assign(filters, filter.resolve(given[filter.key], at, timeZone))
    else filters[filter.key] = given[filter.key]
  }
  return filters
}

function checkSort(visible: VisibleColumn[], sort: SortKey[], problems: FieldError[]): void {
  const sortable = visible.filter(({ masked, type }) => !masked && type !== 'json')
  const keys = new Set(sortable.map(({ key }) => key))
  sort.forEach(({ column }, index) => {
    if (!keys.has(column)) problems.push(notOneOf(`sort.${index}.column`, sortable))
  })
}

function checkTimeZone(timeZone: unknown, problems: FieldError[]): string {
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone)) {
    const message = 'must be an IANA time zone such as Europe/Berlin'
    problems.push({ path: 'options.time_zone', code: 'invalid_value', message })
  }
  return String(timeZone)
}

// Region names only: PostgreSQL and every file reader know them, unlike abbreviations and offsets.
function isTimeZone(name: string): boolean {
  if (name !== 'UTC' && !/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function inWords(dataset: Dataset, filters: Record<string, unknown>): string[] {
  return dataset.filters
    .filter((filter): filter is ConditionFilter => 'words' in filter && filter.key in filters)
    .map(({ key, words }) => words(filters[key]))
}
