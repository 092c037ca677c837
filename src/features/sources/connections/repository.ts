import { sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'

interface FoundRole extends Record<string, unknown> {
  lagSeconds: number | null
  mayWrite: boolean
}

/** How far a replica is behind, and whether our user could change a table. */
export async function findRole(tx: Tx): Promise<FoundRole> {
  const { rows } = await tx.execute<FoundRole>(sql`
    select
      case when pg_is_in_recovery() and pg_last_wal_receive_lsn() is distinct from pg_last_wal_replay_lsn()
        then extract(epoch from now() - pg_last_xact_replay_timestamp())::float8
        when pg_is_in_recovery() then 0::float8 end as "lagSeconds",
      (select rolsuper from pg_roles where rolname = current_user) or exists (
        select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
          and has_schema_privilege(n.oid, 'usage')
          and has_table_privilege(c.oid, 'insert, update, delete, truncate')
      ) as "mayWrite"`)
  return rows[0]!
}
