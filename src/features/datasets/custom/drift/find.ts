import type { CatalogColumn, CatalogRelation } from '#src/features/sources/catalogue/schema.ts'
import type { ExpectedColumn, ExpectedRelation } from '../../definition/definition.ts'
import { kindOf } from '../suggestions/kinds.ts'
import { isOffered, scaleOf } from '../suggestions/suggest.ts'

export const problemKinds = [
  'relation_gone',
  'column_vanished',
  'column_retyped',
  'join_gone',
  'key_changed',
] as const

/** One way in which a relation no longer fits the dataset that was made of it. */
export interface DriftProblem {
  kind: (typeof problemKinds)[number]
  /** The dataset's key of the column; null where it is no single one. */
  column: string | null
  message: string
}

/** A column that was there, and one of the same type in its place: perhaps the same one. */
export interface PossibleRename {
  column: string
  from: string
  to: string
}

/** What no longer fits, in the order of the dataset's columns; a wider type of the same kind still does. */
export function findProblems(expected: ExpectedRelation, found: CatalogRelation | undefined): DriftProblem[] {
  const relation = `${expected.schema}.${expected.name}`
  if (!found) {
    const message = `${relation} is gone, or the user of the source may no longer see it.`
    return [{ kind: 'relation_gone', column: null, message }]
  }
  return [
    ...expected.joins.flatMap(({ name }) => joinProblems(relation, name, found)),
    ...expected.columns.flatMap((column) => columnProblems(expected, column, found)),
    ...keyProblems(expected, found),
  ]
}

/** Offered to people, never assumed. */
export function possibleRenames(expected: ExpectedRelation, found: CatalogRelation): PossibleRename[] {
  const there = new Set(found.columns.map(({ name }) => name))
  const known = new Set(expected.columns.map(({ name }) => name))
  return expected.columns.flatMap(({ key, name, via, number, type }) => {
    if (via !== undefined || there.has(name)) return []
    const heir = found.columns.find(
      (column) => !known.has(column.name) && column.number === number && column.type === type,
    )
    return heir && isOffered(heir) ? [{ column: key, from: name, to: heir.name }] : []
  })
}

/** Columns that the relation did not have when the definition was made. */
export function newColumns({ seen, columns }: ExpectedRelation, found: CatalogRelation): CatalogColumn[] {
  if (!seen) return []
  const known = new Set([...seen, ...columns.map(({ name }) => name)])
  return found.columns.filter((column) => !known.has(column.name) && isOffered(column))
}

function joinProblems(relation: string, name: string, { foreignKeys }: CatalogRelation): DriftProblem[] {
  if (foreignKeys.some((key) => key.name === name)) return []
  const message = `${relation} no longer has the foreign key “${name}”, or its user may not read where it leads.`
  return [{ kind: 'join_gone', column: null, message }]
}

function columnProblems(
  { schema, name: table, joins }: ExpectedRelation,
  { key, name, via, ...was }: ExpectedColumn,
  { columns, foreignKeys }: CatalogRelation,
): DriftProblem[] {
  const join = joins.find((one) => one.name === via)
  const there = via === undefined ? columns : foreignKeys.find((one) => one.name === via)?.offered
  const relation = join ? `${join.schema}.${join.relation}` : `${schema}.${table}`
  // Where the foreign key itself is gone, that is said once.
  if (!there) return []
  const column = there.find((one) => one.name === name)
  if (!column) {
    const message = `The column “${name}” is no longer in ${relation}.`
    return [{ kind: 'column_vanished', column: key, message }]
  }
  if (isAlike(was, column)) return []
  const message = `The column “${name}” of ${relation} is now ${column.type} and was ${was.type}.`
  return [{ kind: 'column_retyped', column: key, message }]
}

/** Files have the same values of it as before. */
function isAlike(was: Pick<ExpectedColumn, 'kind' | 'scale'>, is: CatalogColumn): boolean {
  return kindOf(is) === was.kind && scaleOf(is) === was.scale
}

function keyProblems({ schema, name, key }: ExpectedRelation, { keys }: CatalogRelation): DriftProblem[] {
  const stillIdentifies = keys.some((columns) => columns.every((column) => key.includes(column)))
  if (key.length === 0 || stillIdentifies) return []
  const message = `Rows of ${schema}.${name} are no longer identified by ${key.join(', ')}.`
  return [{ kind: 'key_changed', column: null, message }]
}
