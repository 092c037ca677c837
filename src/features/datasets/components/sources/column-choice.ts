import type { RelationDetails } from '../../custom/record/schema.ts'
import { freeKey } from '../../custom/suggestions/names.ts'

/** A column of the dataset that is being made or changed. */
export type ChosenColumn = RelationDetails['suggestion']['columns'][number]

/** One that it could have, and whether it is to have it. */
export interface ColumnChoice extends ChosenColumn {
  isIn: boolean
}

export const audienceLabels: Record<ChosenColumn['shown'], string> = {
  everyone: 'Everyone who may read it',
  masked: 'Admins in full, others the last four characters',
  admins: 'Admins only',
}

/** Where it is, for people: of another table with the foreign key that leads there. */
export function nameOf({ name, via }: ChosenColumn): string {
  return via === undefined ? name : `${via} → ${name}`
}

/** What a dataset could have and does not: the other columns of its table, and those that foreign keys lead to. */
export function othersOf({ suggestion, joins }: RelationDetails, taken: ChosenColumn[]): ColumnChoice[] {
  const keys = new Set(taken.map(({ key }) => key))
  const isTaken = (column: ChosenColumn) =>
    taken.some(({ name, via }) => name === column.name && via === column.via)
  return [...suggestion.columns, ...joins.flatMap(({ columns }) => columns)]
    .filter((column) => !isTaken(column))
    .map((column) => {
      const key = freeKey(column.key, keys)
      keys.add(key)
      return { ...column, key, isIn: false }
    })
}

/** The column as requests name it. */
export function asRequested({ name, via, key, label, shown }: ChosenColumn) {
  return { name, key, label, shown, ...(via === undefined ? {} : { via }) }
}

export function chosenOf(columns: ColumnChoice[]): ChosenColumn[] {
  return columns.filter(({ isIn }) => isIn).map(({ isIn: _, ...column }) => column)
}

/** Whether it may stand in the default order: everybody has to see it, and it has to have one. */
export function isSortable({ type, shown }: ChosenColumn): boolean {
  return type !== 'json' && shown === 'everyone'
}
