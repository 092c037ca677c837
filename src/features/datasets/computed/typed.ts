import type { Param } from '../definition/definition.ts'

/** What an expression, or a part of it, is. Only a condition is a boolean. */
export type Kind = 'number' | 'text' | 'date' | 'timestamp' | 'boolean'

export interface Typed {
  kind: Kind
  /** Decimal places of a number. */
  scale: number
  /** Its SQL, with every value bound; `sqlOf` is that of a column. */
  sql: (sqlOf: (key: string) => string, param: Param) => string
}

/** No number has more decimal places. */
export const mostPlaces = 10
/** Of a quotient, unless its parts have more. */
export const quotientPlaces = 6

export const kindNames: Record<Kind, string> = {
  number: 'a number',
  text: 'text',
  date: 'a date',
  timestamp: 'a timestamp',
  boolean: 'a condition',
}
