import type { Cell } from '#src/encoding/reading/table-line.ts'
import { calculatedFields, type ItemField, itemFields } from '#src/features/inventory/bulk/schema.ts'
import type { MappedColumn } from '../schema.ts'
import { shown } from './cell-values.ts'

/** A column of the file, and the field that is taken from it if any. */
export interface FileColumn extends MappedColumn {
  index: number
  definition: ItemField | undefined
}

/** What no row can be read for: a heading that is missing, or there twice. */
export interface HeadingProblem {
  column: string
  value: string
  expected: string
}

const names = new Map(
  itemFields.flatMap((field) =>
    [field.key, field.label, ...(field.synonyms ?? [])].map((name) => [folded(name), field] as const),
  ),
)
const calculated = new Map(
  calculatedFields.flatMap(({ key, label }) => [key, label].map((name) => [folded(name), label] as const)),
)

/** Whether a row can be the headings: it names what rows are found by. */
export function isHeader(cells: Cell[]): boolean {
  return cells.some((cell) => typeof cell === 'string' && names.get(folded(cell))?.of === 'key')
}

export function mapColumns(cells: Cell[]): FileColumn[] {
  return cells.flatMap((cell, index) => {
    const column = shown(cell).trim()
    if (column === '') return []
    const definition = names.get(folded(column))
    const label = definition?.label ?? calculated.get(folded(column)) ?? null
    const left_out = definition ? null : label ? ('calculated' as const) : ('unknown' as const)
    return [{ index, definition, column, field: definition?.key ?? null, label, left_out }]
  })
}

export function headingProblems(columns: FileColumn[]): HeadingProblem[] {
  const fields = Map.groupBy(
    columns.filter(({ field }) => field !== null),
    ({ field }) => field,
  )
  const twice = [...fields.values()].flatMap(([first, second]) =>
    second
      ? [{ column: second.column, value: second.column, expected: `one column for ${first!.label}` }]
      : [],
  )
  if (fields.has('sku') || fields.has('id')) return twice
  return [
    { column: 'SKU', value: '', expected: 'a column called SKU or ID, by which rows are found' },
    ...twice,
  ]
}

/** What a field is called where the file has no column of it. */
export function labelOf(field: string): string {
  return itemFields.find(({ key }) => key === field)!.label
}

function folded(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s_.-]+/g, ' ')
    .trim()
}
