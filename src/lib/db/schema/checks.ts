import { type SQL, sql } from 'drizzle-orm'

/** The body of a check constraint: the column holds one of these values. */
export function oneOf(column: string, values: readonly string[]): SQL {
  return sql.raw(`${column} in (${values.map((value) => `'${value}'`).join(', ')})`)
}
