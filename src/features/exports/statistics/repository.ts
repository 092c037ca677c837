import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'

/** Days of one zone, both included. */
export interface Period {
  from: string
  to: string
  timeZone: string
}

export interface Outcomes {
  exports: number
  completed: number
  failed: number
  cancelled: number
  records: number
  bytes: number
}

const mostListed = 10

/** The customer's SQL function; its end is included, so it is the last instant of the last day. */
export async function callStatistics(
  tx: Tx,
  { date_from, date_to }: { date_from?: string | undefined; date_to?: string | undefined },
  timeZone: string,
) {
  const from = date_from === undefined ? null : midnight(date_from, timeZone)
  const to =
    date_to === undefined
      ? null
      : sql`(${date_to}::date + 1)::timestamp at time zone ${timeZone} - interval '1 microsecond'`
  const { rows } = await tx.execute<{
    total: number
    successful: number
    failed: number
    duration: number | null
    bytes: number
    records: number
  }>(sql`select total_exports::float8 as total, successful_exports::float8 as successful,
    failed_exports::float8 as failed, avg_duration_ms::float8 as duration,
    total_file_size::float8 as bytes, total_records::float8 as records
    from get_export_statistics(${from}, ${to})`)
  return rows[0]!
}

/**
 * Until the end of the transaction rows are counted by hashing. The planner expects almost as many groups as rows and
 * would sort them all first, which takes three times as long.
 */
export async function preferHashing(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('work_mem', '32MB', true), set_config('enable_sort', 'off', true),
    set_config('enable_incremental_sort', 'off', true), set_config('jit', 'off', true)`)
}

interface TypeAndFormat extends Outcomes {
  export_type: string
  format: string
  waits: [p50: number, p95: number] | null
  runs: [p50: number, p95: number] | null
}

/** Days on which nothing ended are not in it. */
interface Ended {
  days: ({ day: string } & Outcomes)[]
  kinds: TypeAndFormat[]
  people: (Person & Outcomes)[]
  templates: { template_id: string; template_name: string | null; exports: number }[]
  workers: ({ worker: string; last_seen_at: string } & Outcomes)[]
}

const outcomes = sql`sum(exports)::int as exports,
  coalesce(sum(exports) filter (where success), 0)::int as completed,
  coalesce(sum(exports) filter (where not success and not is_cancelled), 0)::int as failed,
  coalesce(sum(exports) filter (where not success and is_cancelled), 0)::int as cancelled,
  coalesce(sum(records), 0)::float8 as records, coalesce(sum(bytes), 0)::float8 as bytes`

/**
 * What ended in the period, counted once by everything that it is then added up by; only the percentiles need the
 * rows again, which an index has in groups. The midnights are found once: turning every instant into a day of the zone
 * takes longer than all the counting. Workers go by their name without the process id, which changes with each start.
 */
export async function countEnded(tx: Tx, period: Period): Promise<Ended> {
  const { from, to, timeZone } = period
  const [found] = await select<Ended>(
    tx,
    sql`with midnights as (
      select array_agg(day::timestamp at time zone ${timeZone} order by day) as list
      from generate_series(${from}::date, ${to}::date, interval '1 day') as day),
    counted as materialized (
      select width_bucket(created_at, (select list from midnights)) as place, export_type, format, created_by,
        template_id, worker_node, success, coalesce(error_message = 'cancelled', false) as is_cancelled,
        count(*) as exports, sum(record_count) as records, sum(file_size) as bytes, max(created_at) as last_seen_at
      from export_statistics where ${isIn(period)} group by 1, 2, 3, 4, 5, 6, 7, 8)
    select
      ${listed(sql`select to_char(${from}::date + place - 1, 'YYYY-MM-DD') as day, ${outcomes}
        from counted group by place order by place`)} as days,
      ${listed(sql`select kinds.*, speeds.* from (select export_type, format, ${outcomes} from counted group by 1, 2) kinds
        cross join lateral (
          select percentile_cont(array[0.5, 0.95]) within group (order by wait_ms) as waits,
            percentile_cont(array[0.5, 0.95]) within group (order by duration_ms) filter (where success) as runs
          from export_statistics s
          where s.export_type = kinds.export_type and s.format = kinds.format and ${isIn(period, sql`s.`)}) speeds
        order by export_type collate "C", format collate "C"`)} as kinds,
      ${listed(sql`select busiest.*, u.id as user_id, u.first_name, u.last_name, u.email from (
          select created_by, ${outcomes} from counted where created_by is not null
          group by 1 order by exports desc, 1 limit ${mostListed}) busiest
        left join users u on u.id = busiest.created_by order by exports desc, created_by`)} as people,
      ${listed(sql`select busiest.*, t.template_name from (
          select template_id, sum(exports)::int as exports from counted where template_id is not null
          group by 1 order by exports desc, 1 limit ${mostListed}) busiest
        left join export_templates t on t.id = busiest.template_id order by exports desc, template_id`)} as templates,
      ${listed(sql`select regexp_replace(worker_node, ':[0-9]+$', '') as worker, ${outcomes},
          max(last_seen_at) as last_seen_at
        from counted where worker_node is not null group by 1 order by exports desc, 1 limit 50`)} as workers`,
  )
  return found!
}

interface Failures {
  code: string
  exports: number
  latest: { id: string; export_name: string | null; at: string }[]
}

/** The commonest failures with their latest exports. */
export async function findFailures(tx: Tx, period: Period): Promise<Failures[]> {
  return select(
    tx,
    sql`select codes.code, codes.exports, (
      select coalesce(json_agg(latest), '[]') from (
        select s.export_id as id, e.export_name, s.created_at as at
        from export_statistics s left join data_exports e on e.id = s.export_id and e.deleted_at is null
        where not s.success and s.error_message = codes.code and ${isIn(period, sql`s.`)}
        order by s.created_at desc limit 5) latest) as latest
    from (select error_message as code, count(*)::int as exports from export_statistics
      where not success and error_message <> 'cancelled' and ${isIn(period)}
      group by 1 order by 2 desc, 1 limit 50) codes
    order by codes.exports desc, codes.code`,
  )
}

interface Person {
  user_id: string | null
  first_name: string | null
  last_name: string | null
  email: string | null
}

/** Stored files by whole days since they were made: under 1, 1 to 7, 7 to 30, more. */
export async function measureStorage(tx: Tx): Promise<{ age: number; exports: number; bytes: number }[]> {
  return select(
    tx,
    sql`select width_bucket(extract(epoch from now() - completed_at), array[86400, 604800, 2592000]) as age,
      count(*)::int as exports, coalesce(sum(file_size), 0)::float8 as bytes
    from data_exports where file_path is not null group by 1 order by 1`,
  )
}

interface NeverOpened {
  exports: number
  bytes: number
  latest: (Person & { id: string; export_name: string; at: string; bytes: number })[]
}

/** Stored files that nobody has fetched any byte of. */
export async function findNeverOpened(tx: Tx): Promise<NeverOpened> {
  const [found] = await select<NeverOpened>(
    tx,
    sql`with unopened as materialized (
      select e.id, e.completed_at, e.file_size, e.created_by from data_exports e
      where e.file_path is not null
        and not exists (select from export_download_logs d where d.export_id = e.id))
    select count(*)::int as exports, coalesce(sum(file_size), 0)::float8 as bytes, (
      select coalesce(json_agg(latest), '[]') from (
        select o.id, e.export_name, o.completed_at as at, coalesce(o.file_size, 0) as bytes,
          u.id as user_id, u.first_name, u.last_name, u.email
        from (select * from unopened order by completed_at desc limit ${mostListed}) o
        join data_exports e on e.id = o.id left join users u on u.id = o.created_by
        order by o.completed_at desc) latest) as latest
    from unopened`,
  )
  return found!
}

/** The rows of a query as one value, in their order. */
function listed(query: SQL): SQL {
  return sql`(select coalesce(json_agg(one), '[]') from (${query}) one)`
}

async function select<Row extends object>(tx: Tx, query: SQL): Promise<Row[]> {
  return (await tx.execute(query)).rows as unknown as Row[]
}

function isIn({ from, to, timeZone }: Period, prefix: SQL = sql``): SQL {
  return sql`${prefix}created_at >= ${midnight(from, timeZone)}
    and ${prefix}created_at < (${to}::date + 1)::timestamp at time zone ${timeZone}`
}

function midnight(day: string, timeZone: string): SQL {
  return sql`${day}::date::timestamp at time zone ${timeZone}`
}
