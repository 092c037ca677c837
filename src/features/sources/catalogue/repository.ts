import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { CatalogColumn, Relation } from './schema.ts'

/** The relations that people know: no indexes, no partitions by themselves, nothing of the system. */
const ours = sql`c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
  and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and has_schema_privilege(n.oid, 'usage')`

/** A page of relations in the order of their names, and how many there are. */
export async function findRelations(
  tx: Tx,
  { pattern, limit, offset }: { pattern: string | undefined; limit: number; offset: number },
): Promise<{ rows: Relation[]; total: number }> {
  const found = pattern === undefined ? sql`` : sql`and n.nspname || '.' || c.relname ilike ${pattern}`
  const rows = await described(tx, sql`${ours} ${found}`, sql`limit ${limit} offset ${offset}`)
  const { rows: counted } = await tx.execute<{ total: number }>(
    sql`select count(*)::int as total from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} ${found}`,
  )
  return { rows, total: counted[0]!.total }
}

export async function findRelation(tx: Tx, schema: string, name: string): Promise<Relation | undefined> {
  const [row] = await described(tx, sql`${ours} and n.nspname = ${schema} and c.relname = ${name}`, sql``)
  return row
}

async function described(tx: Tx, condition: SQL, window: SQL): Promise<Relation[]> {
  const { rows } = await tx.execute<Relation & Record<string, unknown>>(sql`
    with page as (
      select c.oid, c.relkind, c.relname, c.reltuples, n.nspname
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${condition} order by n.nspname, c.relname ${window}
    )
    select nspname as schema, relname as name,
      case relkind when 'r' then 'table' when 'p' then 'partitioned_table' when 'v' then 'view'
        when 'm' then 'materialized_view' else 'foreign_table' end as kind,
      case when relkind = 'v' then null
        when relkind = 'p' then (select sum(greatest(leaf.reltuples, 0)) from pg_partition_tree(oid) tree
          join pg_class leaf on leaf.oid = tree.relid where tree.isleaf)
        when reltuples >= 0 then reltuples end::float8 as estimated_rows,
      case when relkind = 'p' then (select sum(pg_total_relation_size(relid)) from pg_partition_tree(oid))
        when relkind in ('r', 'm') then pg_total_relation_size(oid) else 0 end::float8 as bytes,
      obj_description(oid, 'pg_class') as comment,
      coalesce((
        select array_agg(a.attname::text order by k.position)
        from (
          select i.indkey, i.indnkeyatts from pg_index i
          where i.indrelid = page.oid and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
            and not exists (
              select from unnest(i.indkey[0:i.indnkeyatts - 1]) number join pg_attribute part
                on part.attrelid = i.indrelid and part.attnum = number where not part.attnotnull
            )
          order by i.indisprimary desc, i.indnkeyatts, i.indexrelid limit 1
        ) best
        cross join unnest(best.indkey[0:best.indnkeyatts - 1]) with ordinality k (number, position)
        join pg_attribute a on a.attrelid = page.oid and a.attnum = k.number
      ), '{}') as key,
      has_any_column_privilege(oid, 'select') as is_readable
    from page order by nspname, relname`)
  return rows
}

/** Its columns in their own order. */
export async function findColumns(tx: Tx, schema: string, name: string): Promise<CatalogColumn[]> {
  const { rows } = await tx.execute<CatalogColumn & Record<string, unknown>>(sql`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, base.typname as base,
      base.typtype as kind, base.typcategory = 'A' as "isArray", not a.attnotnull as "isNullable",
      case when base.typname = 'numeric' and base.typmod >= 4
        then ((((base.typmod - 4) & 2047) # 1024) - 1024) end as scale,
      col_description(a.attrelid, a.attnum) as comment,
      case when base.typtype = 'e' then (
        select array_agg(enumlabel::text order by enumsortorder) from pg_enum where enumtypid = base.oid
      ) end as "enumValues",
      has_column_privilege(a.attrelid, a.attnum, 'select') as "isReadable"
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (
      with recursive types as (
        select t.oid, t.typname, t.typtype, t.typcategory, t.typbasetype, t.typtypmod, a.atttypmod as typmod
        from pg_type t where t.oid = a.atttypid
        union all
        select t.oid, t.typname, t.typtype, t.typcategory, t.typbasetype, t.typtypmod, types.typtypmod
        from types join pg_type t on t.oid = types.typbasetype where types.typtype = 'd'
      )
      select * from types where typtype <> 'd'
    ) base
    where n.nspname = ${schema} and c.relname = ${name} and a.attnum > 0 and not a.attisdropped
    order by a.attnum`)
  return rows
}
