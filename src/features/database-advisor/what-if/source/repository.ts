/** Runs a statement on some connection. */
export type Query = <Row extends object>(text: string, values?: unknown[]) => Promise<{ rows: Row[] }>

/** A table or an index with what the planner believes of its size. */
export interface Relation {
  schema: string
  name: string
  kind: 'table' | 'index'
  /** As the last ANALYZE or VACUUM counted. */
  relpages: number
  reltuples: number
  relallvisible: number
  relallfrozen: number
  /** As its file is now. */
  pages: number
}

/** A column with what is needed to estimate an index on it. */
export interface Column {
  schema: string
  table: string
  name: string
  /** Null where nothing is known of its values. */
  width: number | null
  /** Distinct values; negative: as a share of the rows. */
  distinct: number | null
  /** Bytes that its values are aligned to. */
  alignment: number
}

/** All that planning needs of a database, without a row of it. */
export interface Source {
  /** In no order: some need others first. */
  statements: string[]
  relations: Relation[]
  columns: Column[]
  /** Rows of pg_stats as arguments of pg_restore_attribute_stats. */
  statistics: Record<string, unknown>[]
  settings: { name: string; setting: string }[]
  roles: string[]
  /** Tables under row-level security with a tenant_id, which every statement then compares. */
  tenantTables: string[]
}

const own = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`
const noExtension = (oid: string) =>
  `not exists (select from pg_depend where objid = ${oid} and deptype = 'e')`

/** Reads what a clone is made of. `statistics` answers rows of pg_stats, which row-level security hides from most. */
export async function readSource(query: Query, statistics: string): Promise<Source> {
  const list = async (text: string) => (await query<{ text: string }>(text)).rows.map(({ text }) => text)
  const statements: string[] = []
  for (const text of [...objects, ...constraints, ...access]) statements.push(...(await list(text)))
  const roles = await list(
    `select distinct r.rolname as text from pg_policy p cross join unnest(p.polroles) role
     join pg_roles r on r.oid = role`,
  )
  return {
    statements,
    relations: (await query<Relation>(relations)).rows,
    columns: (await query<Column>(columns(statistics))).rows,
    statistics: (
      await query<{ row: Record<string, unknown> }>(`select to_jsonb(s) as row from (${statistics}) s`)
    ).rows.map(({ row }) => row),
    settings: (await query<Source['settings'][number]>(settings)).rows,
    roles,
    tenantTables: await list(
      `select c.relname as text from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relrowsecurity and a.attname = 'tenant_id' and not a.attisdropped`,
    ),
  }
}

/** For a connection that sees pg_stats itself, such as the owner's. */
export const visibleStatistics = `select schemaname::text, tablename::text as relname, attname::text, inherited, null_frac, avg_width, n_distinct,
  most_common_vals::text, most_common_freqs, histogram_bounds::text, correlation
from pg_stats where schemaname !~ '^pg_' and schemaname <> 'information_schema'`

const columnText = `format('%I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
  (select format(' collate %I.%I', cn.nspname, l.collname) from pg_collation l join pg_namespace cn on cn.oid = l.collnamespace
   join pg_type t on t.oid = a.atttypid where l.oid = a.attcollation and a.attcollation <> t.typcollation),
  case when a.attnotnull then ' not null' end,
  (select case a.attgenerated when 's' then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid)) end
   from pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum))`

const objects = [
  `select format('create schema if not exists %I', nspname) as text from pg_namespace n where ${own}`,
  `select format('create extension if not exists %I', extname) as text from pg_extension where extname not in ('plpgsql', 'hypopg')`,
  `select format('create type %I.%I as enum (%s)', n.nspname, t.typname,
     (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid)) as text
   from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.typtype = 'e' and ${own}`,
  `select format('create table %I.%I (%s)', n.nspname, c.relname, string_agg(${columnText}, ', ' order by a.attnum)) as text
   from pg_class c join pg_namespace n on n.oid = c.relnamespace
   join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
   where c.relkind in ('r', 'm') and ${own} and ${noExtension('c.oid')} group by n.nspname, c.relname`,
  `select format('create view %I.%I as %s', n.nspname, c.relname, pg_get_viewdef(c.oid)) as text
   from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'v' and ${own} and ${noExtension('c.oid')}`,
  `select pg_get_functiondef(p.oid) as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where p.prokind in ('f', 'p') and ${own} and ${noExtension('p.oid')}`,
]

const constraints = [
  `select format('alter table %I.%I add constraint %I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)) as text
   from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
   where k.contype in ('p', 'u', 'x', 'f', 'c') and ${own}`,
  `select pg_get_indexdef(i.indexrelid) as text from pg_index i join pg_class c on c.oid = i.indrelid
   join pg_namespace n on n.oid = c.relnamespace
   where i.indisvalid and ${own} and not exists (select from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u', 'x'))`,
]

const access = [
  `select format('alter table %I.%I enable row level security', n.nspname, c.relname) as text
   from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relrowsecurity and ${own}`,
  `select format('create policy %I on %I.%I as %s for %s to %s%s%s', policyname, schemaname, tablename, permissive, cmd,
     (select string_agg(case r when 'public' then 'public' else quote_ident(r) end, ', ') from unnest(roles) r),
     ' using (' || qual || ')', ' with check (' || with_check || ')') as text
   from pg_policies`,
]

const relations = `select n.nspname as schema, c.relname as name,
    case c.relkind when 'i' then 'index' else 'table' end as kind, c.relpages, c.reltuples::float8, c.relallvisible,
    c.relallfrozen, (pg_relation_size(c.oid) / current_setting('block_size')::integer)::integer as pages
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'm', 'i') and ${own}`

const columns = (statistics: string) => `select n.nspname as schema, c.relname as "table", a.attname as name,
    s.avg_width as width, s.n_distinct as distinct,
    case t.typalign when 'c' then 1 when 's' then 2 when 'i' then 4 else 8 end as alignment
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  left join (${statistics}) s on s.schemaname = n.nspname and s.relname = c.relname and s.attname = a.attname
    and not s.inherited
  where c.relkind in ('r', 'm') and ${own}`

const settings = `select name, setting from pg_settings
  where (category like 'Query Tuning%' or name in ('work_mem', 'hash_mem_multiplier', 'max_parallel_workers_per_gather',
    'max_parallel_workers')) and name not like 'geqo_seed' and context = 'user'`
