import * as z from 'zod'
import { findFormat, formats } from '#src/encoding/formats.ts'
import type { Format } from '#src/encoding/rows/format.ts'
import { namesIn } from '#src/features/datasets/computed/check.ts'
import type { Dataset } from '#src/features/datasets/definition/definition.ts'
import { withHeadingsIn } from '#src/features/datasets/labels/headings.ts'
import { type Language, languages } from '#src/features/datasets/labels/languages.ts'
import { type ColumnChoice, issuesUnder, planRows, type RowPlan } from '#src/features/datasets/rows/plan.ts'
import {
  datasetsFor,
  findDatasetFor,
  type OmittedColumn,
  omittedColumns,
  requireDataset,
  visibleColumns,
} from '#src/features/datasets/rows/rights.ts'
import type { Principal } from '#src/lib/context.ts'
import { AppError, type FieldError, invalidRequest, notOneOf } from '#src/lib/errors.ts'
import { type ExportRequest, splitOptions } from './request.ts'

/** A request that was checked against the registries and one person's rights. */
export interface FilePlan extends RowPlan {
  format: Format
  /** Of the format, presets and defaults filled in. */
  options: Record<string, unknown>
  /** How long ago an equal request may have read the rows; undefined: they are read by the run. */
  reuseMinutes?: number | undefined
  /** Of the headings; undefined: English. */
  language?: Language | undefined
}

const maxReuseMinutes = 7 * 24 * 60
const reuseSchema = z.int().min(1).max(maxReuseMinutes).optional()
const reuseMessage = `must be a whole number of minutes from 1 to ${maxReuseMinutes}; leave it out to read the rows now`

/**
 * Checks a new request. Throws `invalid_request` naming every wrong path and what is allowed there,
 * `forbidden` when the person may not read the dataset.
 */
export function planFile(principal: Principal, request: ExportRequest): FilePlan {
  const problems: FieldError[] = []
  const dataset = findDatasetFor(principal, request.export_type)
  const format = findFormat(request.format)
  // Whoever may not read a dataset is told so whatever else is wrong.
  if (dataset) requireDataset(principal, dataset)
  if (!dataset) problems.push(notOneOf('export_type', datasetsFor(principal)))
  if (!format) problems.push(notOneOf('format', formats))
  if (!dataset || !format) throw invalidRequest(problems)
  const { timeZone, reuseMinutes, attachToMail, language, ofFormat } = splitOptions(request.options)
  const rows = planRows(principal, dataset, { ...request, timeZone }, problems)
  const options = checkOptions(format, ofFormat, problems)
  const reuse = reuseSchema.safeParse(reuseMinutes)
  if (!reuse.success)
    problems.push({ path: 'options.reuse_minutes', code: 'invalid_value', message: reuseMessage })
  if (attachToMail !== undefined && typeof attachToMail !== 'boolean')
    problems.push({ path: 'options.attach_to_mail', code: 'invalid_value', message: 'must be true or false' })
  const known = languages.find((one) => one === language)
  if (language !== undefined && !known)
    problems.push(
      notOneOf(
        'options.language',
        languages.map((key) => ({ key })),
      ),
    )
  if (format.limits.columns !== undefined && rows.columns.length > format.limits.columns) {
    const message = `${format.label} holds at most ${format.limits.columns} columns; choose fewer`
    problems.push({ path: 'columns', code: 'too_big', message })
  }
  if (problems.length > 0) throw invalidRequest(problems)
  const columns = withHeadingsIn(known ?? 'en', dataset, rows.columns)
  return { ...rows, columns, format, options, reuseMinutes: reuse.data, language: known }
}

/**
 * Plans an accepted request again with the rights its creator has now: columns lost since then are
 * left out and named. Throws `forbidden` when nothing may be read any more.
 */
export function planAgain(principal: Principal, request: ExportRequest): FilePlan {
  const dataset = findDatasetFor(principal, request.export_type)
  if (!dataset) throw new AppError('forbidden', `The dataset ${request.export_type} is no longer offered.`)
  const hidden = new Map(omittedColumns(principal, dataset).map((column) => [column.key, column]))
  const lostOf = (choice: ColumnChoice) => lostColumn(principal, dataset, hidden, choice)
  const chosen = request.columns?.length ? request.columns : undefined
  const kept = chosen?.filter((choice) => !lostOf(choice))
  if (kept?.length === 0) throw new AppError('forbidden', 'None of the chosen columns may be read any more.')
  const plan = planFile(principal, {
    ...request,
    columns: kept,
    sort: request.sort.filter(({ column }) => !hidden.has(column)),
  })
  const lost = chosen?.flatMap((choice) => lostOf(choice) ?? [])
  return lost ? { ...plan, omitted: lost } : plan
}

/** What is left out of the choice now: a hidden column, or one that is made from a hidden or masked one. */
function lostColumn(
  principal: Principal,
  dataset: Dataset,
  hidden: ReadonlyMap<string, OmittedColumn>,
  choice: ColumnChoice,
): OmittedColumn | undefined {
  if (typeof choice === 'string') return hidden.get(choice)
  const { key, label, expression } = choice
  if (expression === undefined) return hidden.get(key)
  const shown = new Set(visibleColumns(principal, dataset).flatMap((one) => (one.masked ? [] : [one.key])))
  const lost = namesIn(expression).find(
    (name) => dataset.columns.some((column) => column.key === name) && !shown.has(name),
  )
  return lost
    ? { key, label, reason: `made from ${lost}, which the role ${principal.role} may not see` }
    : undefined
}

/** The options with defaults filled in; what is wrong with them goes to `problems`. */
export function checkOptions(format: Format, given: Record<string, unknown>, problems: FieldError[]) {
  try {
    return format.dialect(given)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const allowed = [
      ...Object.keys(format.options.shape),
      'reuse_minutes',
      'attach_to_mail',
      'language',
      'time_zone',
    ].map((key) => ({
      key,
    }))
    problems.push(...issuesUnder('options', error, allowed))
    return {}
  }
}
