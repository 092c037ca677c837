import type { FileColumn } from './column.ts'

/** Kinds of value as small integers: the writers branch on one for every field. */
export const textKind = 0
export const integerKind = 1
export const decimalKind = 2
export const dateKind = 3
export const timestampKind = 4
export const booleanKind = 5
export const jsonKind = 6
/** A value that formattedValues() wrote out: shown as it is, and no text. */
export const shownNumberKind = 7
export const shownKind = 8

const kindOfType: Record<FileColumn['type'], number> = {
  text: textKind,
  integer: integerKind,
  decimal: decimalKind,
  money: decimalKind,
  date: dateKind,
  timestamp: timestampKind,
  boolean: booleanKind,
  json: jsonKind,
}

/** The kind of each column's values; what a mask left of a value is text. */
export function valueKinds(columns: FileColumn[], values: 'raw' | 'formatted' = 'raw'): Uint8Array {
  const kinds = Uint8Array.from(columns, (column) => (column.masked ? textKind : kindOfType[column.type]))
  return values === 'raw' ? kinds : kinds.map(whenShown)
}

function whenShown(kind: number): number {
  if (kind === textKind || kind === jsonKind) return kind
  return kind === integerKind || kind === decimalKind ? shownNumberKind : shownKind
}
