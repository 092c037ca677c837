import type pg from 'pg'

/**
 * Drops indexes and foreign keys of a table and returns the statements that make them again, over all rows at once:
 * that takes less time than keeping them while a million rows come.
 */
export async function dropIndexes(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ gone: string; back: string }>(
    `select format('alter table %I drop constraint %I', $1::text, conname) as gone,
       format('alter table %I add constraint %I %s', $1::text, conname, pg_get_constraintdef(oid)) as back
     from pg_constraint where conrelid = $1::regclass and contype = 'f'
     union all
     select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
     from pg_index where indrelid = $1::regclass
       and not exists (select from pg_constraint c where c.conindid = indexrelid)`,
    [table],
  )
  for (const { gone } of rows) await client.query(gone)
  return rows.map(({ back }) => back)
}
