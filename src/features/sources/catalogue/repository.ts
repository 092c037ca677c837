import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { CatalogColumn, ForeignKey, Relation } from './schema.ts'

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

export async function findRelation(tx: Tx, schema: string, name: string): Promise<KeyedRelation | undefined> {
  const [row] = await described(tx, sql`${ours} and n.nspname = ${schema} and c.relname = ${name}`, sql``)
  return row
}

interface KeyedRelation extends Relation {
  oid: string
  /** Everything that identifies a row, the best first. */
  keys: string[][]
}

/** From the catalogue alone: functions that measure tables would wait for whoever has locked one of them. */
async function described(tx: Tx, condition: SQL, window: SQL): Promise<KeyedRelation[]> {
  const { rows } = await tx.execute<Omit<KeyedRelation, 'key'> & Record<string, unknown>>(sql`
    with page as (
      select c.oid, c.relkind, c.relname, c.reltuples, c.relpages, n.nspname
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${condition} order by n.nspname, c.relname ${window}
    )
    select oid::text as oid, nspname as schema, relname as name,
      case relkind when 'r' then 'table' when 'p' then 'partitioned_table' when 'v' then 'view'
        when 'm' then 'materialized_view' else 'foreign_table' end as kind,
      case when relkind = 'v' then null when relkind = 'p' then parts.tuples
        when reltuples >= 0 then reltuples end::float8 as estimated_rows,
      (case when relkind = 'p' then parts.pages else relpages end
        * current_setting('block_size')::float8) as bytes,
      obj_description(oid, 'pg_class') as comment,
      coalesce((
        select json_agg((
          select json_agg(a.attname order by part.position)
          from unnest(i.indkey[0:i.indnkeyatts - 1]) with ordinality part (number, position)
          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = part.number
        ) order by i.indisprimary desc, i.indnkeyatts, i.indexrelid)
        from pg_index i
        where i.indrelid = page.oid and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
          and not exists (
            select from unnest(i.indkey[0:i.indnkeyatts - 1]) number join pg_attribute part
              on part.attrelid = i.indrelid and part.attnum = number where not part.attnotnull
          )
      ), '[]') as keys,
      has_any_column_privilege(oid, 'select') as is_readable
    from page
    left join lateral (
      with recursive tree as (
        select page.oid union all select inhrelid from tree join pg_inherits on inhparent = tree.oid
      )
      select sum(greatest(leaf.reltuples, 0)) as tuples, coalesce(sum(leaf.relpages), 0) as pages
      from tree join pg_class leaf on leaf.oid = tree.oid and leaf.relkind in ('r', 'f')
    ) parts on page.relkind = 'p'
    order by nspname, relname`)
  return rows.map((row) => ({ ...row, key: row.keys[0] ?? [] }))
}

/** The columns of relations, each relation's in their own order. */
export async function findColumns(tx: Tx, relations: string[]): Promise<(CatalogColumn & { oid: string })[]> {
  const { rows } = await tx.execute<CatalogColumn & { oid: string } & Record<string, unknown>>(sql`
    select a.attrelid::text as oid, a.attname as name, a.attnum as number, format_type(a.atttypid, a.atttypmod) as type, base.typname as base,
      base.typtype as kind, base.typcategory = 'A' as "isArray", not a.attnotnull as "isNullable",
      case when base.typname = 'numeric' and base.typmod >= 4
        then ((((base.typmod - 4) & 2047) # 1024) - 1024) end as scale,
      col_description(a.attrelid, a.attnum) as comment,
      case when base.typtype = 'e' then (
        select array_agg(enumlabel::text order by enumsortorder) from pg_enum where enumtypid = base.oid
      ) end as "enumValues",
      has_column_privilege(a.attrelid, a.attnum, 'select') as "isReadable"
    from pg_attribute a
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
    where a.attrelid = any(${literalOf(relations)}::oid[]) and a.attnum > 0 and not a.attisdropped
    order by a.attrelid, a.attnum`)
  return rows
}

export interface FoundKey extends Omit<ForeignKey, 'offered'> {
  /** Of the relation that it leads to. */
  oid: string
}

/** Where a relation's foreign keys lead, as far as our user may look there. */
export async function findForeignKeys(tx: Tx, relation: string): Promise<FoundKey[]> {
  const { rows } = await tx.execute<FoundKey & Record<string, unknown>>(sql`
    select k.conname as name, k.confrelid::text as oid, n.nspname as schema, c.relname as relation,
      c.relkind = 'r' as "isPlain", named.columns, named."references"
    from pg_constraint k
    join pg_class c on c.oid = k.confrelid
    join pg_namespace n on n.oid = c.relnamespace
    cross join lateral (
      select json_agg(ours.attname order by position) as columns,
        json_agg(theirs.attname order by position) as "references"
      from unnest(k.conkey, k.confkey) with ordinality part (ours, theirs, position)
      join pg_attribute ours on ours.attrelid = k.conrelid and ours.attnum = part.ours
      join pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attnum = part.theirs
    ) named
    where k.contype = 'f' and k.conrelid = ${relation}::oid and k.conname <> 't'
      and has_schema_privilege(n.oid, 'usage') and has_any_column_privilege(c.oid, 'select')
    order by k.conname`)
  return rows
}

function literalOf(oids: string[]): string {
  return `{${oids.join(',')}}`
}
