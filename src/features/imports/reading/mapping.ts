import type { Field } from '#src/encoding/reading/field.ts'
import type { Cell } from '#src/encoding/reading/table-line.ts'
import type { MappedColumn } from '../schema.ts'
import { shown } from './cell-values.ts'
import type { Layout } from './layouts.ts'

/** A column of the file, and the field that is taken from it if any. */
export interface FileColumn extends MappedColumn {
  index: number
  definition: Field | undefined
}

/** What no row can be read for: a heading that is missing, or there twice. */
export interface HeadingProblem {
  column: string
  value: string
  expected: string
}

function named<Named extends Pick<Field, 'key' | 'label' | 'synonyms'>>(
  fields: readonly Named[],
  name: string,
): Named | undefined {
  const wanted = folded(name)
  return fields.find(({ key, label, synonyms = [] }) =>
    [key, label, ...synonyms].some((one) => folded(one) === wanted),
  )
}

/** Whether a row can be the headings: it names what rows are found by. */
export function isHeader(cells: Cell[], { fields }: Layout): boolean {
  return cells.some((cell) => typeof cell === 'string' && named(fields, cell)?.isKey)
}

export function mapColumns(cells: Cell[], { fields, calculated }: Layout): FileColumn[] {
  return cells.flatMap((cell, index) => {
    const column = shown(cell).trim()
    if (column === '') return []
    const definition = named(fields, column)
    const label = (definition ?? named(calculated, column))?.label ?? null
    const left_out = definition ? null : label ? ('calculated' as const) : ('unknown' as const)
    return [{ index, definition, column, field: definition?.key ?? null, label, left_out }]
  })
}

export function headingProblems(columns: FileColumn[], { keyLabel }: Layout): HeadingProblem[] {
  const fields = Map.groupBy(
    columns.filter(({ field }) => field !== null),
    ({ field }) => field,
  )
  const twice = [...fields.values()].flatMap(([first, second]) =>
    second
      ? [{ column: second.column, value: second.column, expected: `one column for ${first!.label}` }]
      : [],
  )
  if (columns.some(({ definition }) => definition?.isKey)) return twice
  return [
    { column: keyLabel, value: '', expected: `a column called ${keyLabel} or ID, by which rows are found` },
    ...twice,
  ]
}

function folded(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s_.-]+/g, ' ')
    .trim()
}
