import * as z from 'zod'
import type { CatalogRelation } from '#src/features/sources/catalogue/schema.ts'
import { AppError, type FieldError, invalidRequest, notOneOf } from '#src/lib/errors.ts'
import { issuesUnder } from '../../rows/plan.ts'
import { fixable } from '../definition/from.ts'
import type { StoredColumn, StoredDefinition } from '../definition/schema.ts'
import type { Choices } from '../record/schema.ts'
import { joinedColumns, joinsOf } from './joined.ts'
import { freeKey } from './names.ts'
import { offeredColumns, suggestDefinition } from './suggest.ts'

/**
 * The definition that somebody chose, with what they left out as it is suggested, or as it was before. Throws
 * `invalid_request` naming every column that the relation does not have, or that is never offered.
 */
export function chooseDefinition(
  found: CatalogRelation,
  choices: Choices,
  before?: StoredDefinition,
): StoredDefinition {
  const suggested = suggestDefinition(found)
  if (suggested.columns.length === 0)
    throw new AppError('conflict', 'The user of this source may read no column of this table.')
  const problems: FieldError[] = []
  const offered = [...offeredColumns(found), ...found.foreignKeys.flatMap(joinedColumns)]
  const columns = chooseColumns(offered, choices.columns ?? before?.columns, problems)
  const chosen = columns ?? suggested.columns
  const usual = [before?.default_sort, suggested.default_sort].find((sort) => sort && fits(sort, chosen))
  const default_sort = choices.default_sort ?? usual ?? []
  checkSort(chosen, default_sort, problems)
  const fixed = chooseFixed(found, choices.fixed_filters ?? before?.fixed.filters ?? {}, problems)
  if (problems.length > 0) throw invalidRequest(problems)
  return {
    label: choices.label ?? before?.label ?? suggested.label,
    description: choices.description ?? before?.description ?? suggested.description,
    columns: chosen,
    row_key: suggested.row_key,
    ...{ default_sort, fixed, joins: joinsOf(found, chosen) },
    seen: found.columns.map(({ name }) => name),
  }
}

function chooseColumns(
  offered: StoredColumn[],
  chosen: Choices['columns'],
  problems: FieldError[],
): StoredColumn[] | undefined {
  if (!chosen) return undefined
  const columnOf = ({ name, via }: Pick<StoredColumn, 'name' | 'via'>) =>
    offered.find((column) => column.name === name && column.via === via)
  const taken = new Set<string>()
  const named = new Set(chosen.flatMap(({ key }) => key ?? []))
  return chosen.flatMap((choice, index) => {
    const column = columnOf(choice)
    if (!column) {
      problems.push(notThere(offered, choice.via, index))
      return []
    }
    const { key = freeKey(column.key, named), label = column.label, shown = column.shown } = choice
    if (taken.has(key))
      problems.push({ path: `columns.${index}.key`, code: 'duplicate', message: `${key} is named twice` })
    taken.add(key)
    return [{ ...column, key, label, shown }]
  })
}

function notThere(offered: StoredColumn[], via: string | undefined, index: number): FieldError {
  const beside = offered.filter((column) => column.via === via).map(({ name }) => ({ key: name }))
  const keys = new Set(offered.flatMap((column) => column.via ?? []))
  return beside.length > 0
    ? notOneOf(`columns.${index}.name`, beside)
    : notOneOf(
        `columns.${index}.via`,
        [...keys].map((key) => ({ key })),
      )
}

/** What no reader gets to see. Every column may be filtered by, whether it is in the dataset or not. */
function chooseFixed(
  found: CatalogRelation,
  given: Record<string, unknown>,
  problems: FieldError[],
): StoredDefinition['fixed'] {
  const columns = offeredColumns(found)
  const filters = fixable(columns)
  const shape = Object.fromEntries(filters.map(({ key, input }) => [key, input.optional()]))
  const checked = z.strictObject(shape).safeParse(given)
  if (!checked.success) problems.push(...issuesUnder('fixed_filters', checked.error, filters))
  const isAbout = (column: StoredColumn) => fixable([column]).some(({ key }) => key in given)
  return { columns: columns.filter(isAbout), filters: given }
}

function checkSort(columns: StoredColumn[], sort: Choices['default_sort'], problems: FieldError[]): void {
  const sortable = columns.filter(isSortable)
  sort?.forEach(({ column }, index) => {
    if (!sortable.some(({ key }) => key === column))
      problems.push(notOneOf(`default_sort.${index}.column`, sortable))
  })
}

function fits(sort: StoredDefinition['default_sort'], columns: StoredColumn[]): boolean {
  return sort.every((one) => columns.some((column) => column.key === one.column && isSortable(column)))
}

/** By a column that some readers do not see nobody sorts by default: they would be refused. */
function isSortable({ kind, shown }: StoredColumn): boolean {
  return kind !== 'json' && kind !== 'array' && shown === 'everyone'
}
