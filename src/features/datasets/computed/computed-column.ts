import type { ColumnType } from '#src/encoding/rows/column.ts'
import type { Param } from '../definition/definition.ts'
import { type Checked, checkExpression, type UsableColumn } from './check.ts'

/** What makes a column of a file out of others. */
export interface Computation {
  expression: string
  /** Keys of the columns that it is made from. */
  uses: string[]
  /** Its SQL, with every value bound. */
  sql: (param: Param) => string
}

export interface ComputedColumn {
  type: ColumnType
  scale?: number
  computed: Computation
}

type Source = UsableColumn & { sql: string }

/** A column from an expression over these columns. Throws ExpressionError. */
export function computedColumn(expression: string, columns: readonly Source[]): ComputedColumn {
  const checked = checkExpression(expression, columns)
  const sqlOf = new Map(columns.map(({ key, sql }) => [key, sql]))
  const sql = (param: Param) => {
    const written = checked.sql((key) => sqlOf.get(key)!, param)
    return checked.kind === 'number' ? `round(${written}, ${checked.scale})` : `(${written})`
  }
  return { ...typeOf(checked), computed: { expression, uses: checked.uses, sql } }
}

/** As files have it: a number without decimal places is an integer. */
export function typeOf({
  kind,
  scale,
}: Pick<Checked, 'kind' | 'scale'>): Pick<ComputedColumn, 'type' | 'scale'> {
  if (kind !== 'number') return { type: kind }
  return scale === 0 ? { type: 'integer' } : { type: 'decimal', scale }
}
