import type { CatalogRelation } from '#src/features/sources/catalogue/schema.ts'
import { AppError, type FieldError, invalidRequest, notOneOf } from '#src/lib/errors.ts'
import type { StoredColumn, StoredDefinition } from '../definition/schema.ts'
import type { Choices } from '../record/schema.ts'
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
  const columns = chooseColumns(offeredColumns(found), choices.columns ?? before?.columns, problems)
  const chosen = columns ?? suggested.columns
  const usual = [before?.default_sort, suggested.default_sort].find((sort) => sort && fits(sort, chosen))
  const default_sort = choices.default_sort ?? usual ?? []
  checkSort(chosen, default_sort, problems)
  if (problems.length > 0) throw invalidRequest(problems)
  return {
    label: choices.label ?? before?.label ?? suggested.label,
    description: choices.description ?? before?.description ?? suggested.description,
    columns: chosen,
    row_key: suggested.row_key,
    default_sort,
  }
}

function chooseColumns(
  offered: StoredColumn[],
  chosen: Choices['columns'],
  problems: FieldError[],
): StoredColumn[] | undefined {
  if (!chosen) return undefined
  const byName = new Map(offered.map((column) => [column.name, column]))
  const taken = new Set<string>()
  return chosen.flatMap((choice, index) => {
    const column = byName.get(choice.name)
    const allowed = offered.map(({ name }) => ({ key: name }))
    if (!column) {
      problems.push(notOneOf(`columns.${index}.name`, allowed))
      return []
    }
    const { key = column.key, label = column.label, shown = column.shown } = choice
    if (taken.has(key))
      problems.push({ path: `columns.${index}.key`, code: 'duplicate', message: `${key} is named twice` })
    taken.add(key)
    return [{ ...column, key, label, shown }]
  })
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
