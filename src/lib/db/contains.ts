import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** Whether a text contains another, upper and lower case being the same: a fifth of the time of `ilike` under ICU. */
export function contains(text: SQLWrapper, part: string): SQL {
  const pattern = `%${part.normalize('NFC').replace(/[\\%_]/g, '\\$&')}%`
  return sql`casefold((${text}) collate "pg_unicode_fast") like casefold(${pattern}::text collate "pg_unicode_fast")`
}
