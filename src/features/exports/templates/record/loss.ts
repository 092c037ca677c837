import * as z from 'zod'
import { findFormat } from '#src/encoding/formats.ts'
import type { Dataset } from '#src/features/datasets/definition/definition.ts'
import type { ColumnChoice } from '#src/features/datasets/rows/plan.ts'
import { splitOptions } from '../../record/request.ts'
import { keysOf } from './column-key.ts'
import type { TemplateProblem } from './schema.ts'

/** What a template says of an export. */
export interface TemplateRequest {
  export_type: string
  format: string
  columns: ColumnChoice[] | null
  filters: Record<string, unknown>
  sort: { column: string; direction: 'asc' | 'desc' }[]
  options: Record<string, unknown>
}

/**
 * What of a template is lost: since it was saved a column, filter or option went, or changed its values. With
 * `visible` also the columns that one person's role hides.
 */
export function problemsOf(
  template: TemplateRequest,
  dataset: Dataset | undefined,
  visible?: ReadonlySet<string>,
): TemplateProblem[] {
  if (!dataset) {
    const message = 'The dataset no longer exists, or is not available to your role.'
    return [{ part: 'dataset', key: template.export_type, reason: 'gone', message }]
  }
  const lostColumn = (part: 'column' | 'sort') => (key: string) => columnProblem(dataset, visible, part, key)
  return [
    ...(template.columns ?? []).flatMap(keysOf).flatMap(lostColumn('column')),
    ...Object.entries(template.filters).flatMap(([key, value]) => filterProblem(dataset, key, value)),
    ...template.sort.map(({ column }) => column).flatMap(lostColumn('sort')),
    ...optionProblems(template),
  ]
}

/** The template without its lost columns, sort keys and options. A lost filter stays: leaving it out would add rows. */
export function withoutLost(template: TemplateRequest, problems: TemplateProblem[]): TemplateRequest {
  const lost = (part: TemplateProblem['part'], key: string) =>
    problems.some((problem) => problem.part === part && problem.key === key)
  return {
    ...template,
    columns: template.columns?.filter((choice) => !keysOf(choice).some((key) => lost('column', key))) ?? null,
    sort: template.sort.filter(({ column }) => !lost('sort', column)),
    options: Object.fromEntries(Object.entries(template.options).filter(([key]) => !lost('option', key))),
  }
}

function columnProblem(
  dataset: Dataset,
  visible: ReadonlySet<string> | undefined,
  part: 'column' | 'sort',
  key: string,
): TemplateProblem[] {
  const column = dataset.columns.find((candidate) => candidate.key === key)
  const what = part === 'column' ? 'The column' : 'The column to sort by,'
  if (!column) return [{ part, key, reason: 'gone', message: `${what} ${key} no longer exists.` }]
  if (dataset.source?.vanished.includes(key)) {
    return [{ part, key, reason: 'gone', message: `${what} ${column.label} is no longer in its table.` }]
  }
  if (!visible || visible.has(key)) return []
  return [{ part, key, reason: 'hidden', message: `${what} ${column.label} is not available to your role.` }]
}

function filterProblem(dataset: Dataset, key: string, value: unknown): TemplateProblem[] {
  const filter = dataset.filters.find((candidate) => candidate.key === key)
  if (!filter)
    return [{ part: 'filter', key, reason: 'gone', message: `The filter ${key} no longer exists.` }]
  if (filter.input.safeParse(value).success) return []
  const message = `The filter ${filter.label} has a value that is no longer allowed.`
  return [{ part: 'filter', key, reason: 'invalid', message }]
}

function optionProblems({ format: name, options }: TemplateRequest): TemplateProblem[] {
  const format = findFormat(name)
  if (!format) {
    return [{ part: 'format', key: name, reason: 'gone', message: `The format ${name} no longer exists.` }]
  }
  try {
    format.dialect(splitOptions(options).ofFormat)
    return []
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    return error.issues.flatMap((issue): TemplateProblem[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => lostOption(key, 'gone'))
        : [lostOption(String(issue.path[0] ?? ''), 'invalid')],
    )
  }
}

function lostOption(key: string, reason: 'gone' | 'invalid'): TemplateProblem {
  const what = reason === 'gone' ? 'no longer exists' : 'has a value that is no longer allowed'
  return { part: 'option', key, reason, message: `The option ${key} ${what}.` }
}
