import * as z from 'zod'
import { findFormat, formats } from '#src/encoding/formats.ts'
import type { Format } from '#src/encoding/rows/format.ts'
import type { Principal } from '#src/lib/context.ts'
import { AppError, type FieldError, invalidRequest, notOneOf } from '#src/lib/errors.ts'
import type { Dataset, DatasetColumn, SortKey, Visibility } from './datasets/definition.ts'
import { datasets, findDataset } from './datasets/index.ts'

/** What was asked for, as the row keeps it. */
export interface Request {
  export_type: string
  format: string
  filters: Record<string, unknown>
  columns?: (string | { key: string; label: string })[] | null | undefined
  sort: SortKey[]
  options: Record<string, unknown>
}

export interface PlannedColumn extends DatasetColumn {
  masked: boolean
}

export interface OmittedColumn {
  key: string
  label: string
  reason: string
}

/** A request that was checked against the registries and one person's rights. */
export interface Plan {
  dataset: Dataset
  format: Format
  columns: PlannedColumn[]
  omitted: OmittedColumn[]
  filters: Record<string, unknown>
  filtersInWords: string[]
  sort: SortKey[]
  /** Of the format, presets and defaults filled in. */
  options: Record<string, unknown>
  timeZone: string
}

/**
 * Checks a new request. Throws `invalid_request` naming every wrong path and what is allowed there,
 * `forbidden` when the person may not read the dataset.
 */
export function planExport(principal: Principal, request: Request): Plan {
  const problems: FieldError[] = []
  const dataset = findDataset(request.export_type)
  const format = findFormat(request.format)
  if (!dataset) problems.push(notOneOf('export_type', datasets))
  if (!format) problems.push(notOneOf('format', formats))
  if (!dataset || !format) throw invalidRequest(problems)
  requireDataset(principal, dataset)

  const visible = visibleColumns(principal, dataset)
  const columns = chooseColumns(visible, request, problems)
  const filters = checkFilters(dataset, request.filters, problems)
  const sort = request.sort.length > 0 ? request.sort : dataset.defaultSort
  checkSort(visible, sort, problems)
  const { timeZone, options } = checkOptions(principal, format, request.options, problems)
  if (format.limits.columns !== undefined && columns.length > format.limits.columns) {
    const message = `${format.label} takes at most ${format.limits.columns} columns; choose fewer`
    problems.push({ path: 'columns', code: 'too_big', message })
  }
  if (problems.length > 0) throw invalidRequest(problems)
  return {
    dataset,
    format,
    columns,
    omitted: request.columns ? [] : omittedColumns(principal, dataset),
    filters,
    filtersInWords: inWords(dataset, filters),
    sort,
    options,
    timeZone,
  }
}

/**
 * Plans an accepted request again with the rights its creator has now: columns lost since then are
 * left out and named. Throws `forbidden` when nothing may be read any more.
 */
export function planAgain(principal: Principal, request: Request): Plan {
  const dataset = findDataset(request.export_type)
  if (!dataset) throw new AppError('forbidden', `The dataset ${request.export_type} is no longer offered.`)
  const hidden = new Map(omittedColumns(principal, dataset).map((column) => [column.key, column]))
  const keyOf = (choice: string | { key: string }) => (typeof choice === 'string' ? choice : choice.key)
  const kept = request.columns?.filter((choice) => !hidden.has(keyOf(choice)))
  if (kept?.length === 0) throw new AppError('forbidden', 'None of the chosen columns may be read any more.')
  const plan = planExport(principal, {
    ...request,
    columns: kept,
    sort: request.sort.filter(({ column }) => !hidden.has(column)),
  })
  const lost = request.columns?.flatMap((choice) => hidden.get(keyOf(choice)) ?? [])
  return lost ? { ...plan, omitted: lost } : plan
}

/** Datasets this person may read. */
export function readableDatasets(principal: Principal): Dataset[] {
  return datasets.filter(({ permission }) => principal.permissions.has(permission))
}

/** Columns this person gets to see, each with whether it is masked. */
export function visibleColumns(principal: Principal, dataset: Dataset): PlannedColumn[] {
  return dataset.columns.flatMap((column) => {
    const visibility = visibilityFor(principal, column)
    return visibility === 'omitted' ? [] : [{ ...column, masked: visibility === 'masked' }]
  })
}

function visibilityFor(principal: Principal, column: DatasetColumn): Visibility {
  return column.sensitive ? (column.sensitive[principal.role] ?? 'omitted') : 'shown'
}

function omittedColumns(principal: Principal, dataset: Dataset): OmittedColumn[] {
  return dataset.columns
    .filter((column) => visibilityFor(principal, column) === 'omitted')
    .map(({ key, label }) => ({ key, label, reason: `hidden from the role ${principal.role}` }))
}

function requireDataset(principal: Principal, dataset: Dataset): void {
  if (principal.permissions.has(dataset.permission)) return
  throw new AppError(
    'forbidden',
    `You may not read ${dataset.label}. An admin can grant ${dataset.permission}.`,
  )
}

function chooseColumns(visible: PlannedColumn[], request: Request, problems: FieldError[]): PlannedColumn[] {
  if (!request.columns) return visible
  const byKey = new Map(visible.map((column) => [column.key, column]))
  const taken = new Set<string>()
  return request.columns.flatMap((choice, index) => {
    const { key, label } = typeof choice === 'string' ? { key: choice, label: undefined } : choice
    const column = byKey.get(key)
    const path = typeof choice === 'string' ? `columns.${index}` : `columns.${index}.key`
    if (!column) problems.push(notOneOf(path, visible))
    if (taken.has(key)) problems.push({ path, code: 'duplicate', message: `${key} is named twice` })
    taken.add(key)
    return column ? [{ ...column, label: label ?? column.label }] : []
  })
}

function checkFilters(dataset: Dataset, given: Record<string, unknown>, problems: FieldError[]) {
  const shape = Object.fromEntries(dataset.filters.map((filter) => [filter.key, filter.input.optional()]))
  const result = z.strictObject(shape).safeParse(given)
  if (!result.success) {
    problems.push(...issuesUnder('filters', result.error, dataset.filters))
    return {}
  }
  const { date_from: from, date_to: to } = result.data as Record<string, unknown>
  if (typeof from === 'string' && typeof to === 'string' && from > to) {
    problems.push({ path: 'filters.date_to', code: 'too_small', message: 'must not be before date_from' })
  }
  return Object.fromEntries(Object.entries(result.data).filter(([, value]) => value !== undefined))
}

function checkSort(visible: PlannedColumn[], sort: SortKey[], problems: FieldError[]): void {
  const sortable = visible.filter(({ masked, type }) => !masked && type !== 'json')
  const keys = new Set(sortable.map(({ key }) => key))
  sort.forEach(({ column }, index) => {
    if (!keys.has(column)) problems.push(notOneOf(`sort.${index}.column`, sortable))
  })
}

function checkOptions(
  principal: Principal,
  format: Format,
  { time_zone: timeZone = principal.timeZone, ...given }: Record<string, unknown>,
  problems: FieldError[],
) {
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone)) {
    const message = 'must be an IANA time zone such as Europe/Berlin'
    problems.push({ path: 'options.time_zone', code: 'invalid_value', message })
  }
  try {
    return { timeZone: String(timeZone), options: format.dialect(given) }
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const allowed = [...Object.keys(format.options.shape), 'time_zone'].map((key) => ({ key }))
    problems.push(...issuesUnder('options', error, allowed))
    return { timeZone: String(timeZone), options: {} }
  }
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
  return dataset.filters.flatMap(({ key, words }) => (key in filters ? [words(filters[key])] : []))
}

function issuesUnder(prefix: string, error: z.ZodError, allowed: { key: string }[]): FieldError[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => notOneOf(`${prefix}.${key}`, allowed))
      : [{ path: [prefix, ...issue.path.map(String)].join('.'), code: issue.code, message: issue.message }],
  )
}
