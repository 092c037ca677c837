import { and, eq, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
import { suppliers } from '#src/lib/db/schema/company/suppliers.ts'
import { budgetLimits } from '#src/lib/db/schema/spend/limits.ts'
import { strategies } from '#src/lib/db/schema/spend/strategies.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { Window } from '#src/lib/operation/paging.ts'

export type LimitRow = typeof budgetLimits.$inferSelect
export type LimitValues = Omit<LimitRow, 'id' | 'version' | 'createdAt' | 'updatedAt'>

/** What a limit has committed in one of its current periods. */
export interface Room {
  limit_id: string
  period: 'day' | 'week' | 'month' | 'total'
  starts_on: string | null
  begins_at: string | null
  resets_at: string | null
  cap: number | null
  reserved: number
  settled: number
}

interface Wanted {
  currency: string | undefined
  /** Without other people's limits. */
  ownUserId: string | undefined
}

function visible({ currency, ownUserId }: Wanted) {
  return and(
    eq(budgetLimits.isActive, true),
    currency ? eq(budgetLimits.currency, currency) : undefined,
    ownUserId ? sql`(${budgetLimits.scope} <> 'user' or ${budgetLimits.subject} = ${ownUserId})` : undefined,
  )
}

/** Active limits in the order of their currencies, the company's own first. */
export async function findLimits(
  tx: Tx,
  wanted: Wanted,
  { limit, offset, behind }: Window,
): Promise<{ rows: LimitRow[]; total: number }> {
  const where = visible(wanted)
  const place = sql`(${budgetLimits.currency}, ${budgetLimits.scope} <> 'tenant', ${budgetLimits.id})`
  const rows = await tx
    .select()
    .from(budgetLimits)
    .where(
      behind
        ? and(
            where,
            sql`${place} > (select currency, scope <> 'tenant', id from budget_limits where id = ${behind})`,
          )
        : where,
    )
    .orderBy(budgetLimits.currency, sql`${budgetLimits.scope} <> 'tenant'`, budgetLimits.id)
    .limit(limit)
    .offset(offset)
  return { rows, total: await tx.$count(budgetLimits, where) }
}

export async function findLimit(tx: Tx, id: string): Promise<LimitRow | undefined> {
  const [row] = await tx.select().from(budgetLimits).where(eq(budgetLimits.id, id))
  return row
}

/** The limit of exactly this scope and subject, active or not, locked for a change. */
export async function lockLimit(
  tx: Tx,
  { scope, subject, currency }: Pick<LimitRow, 'scope' | 'subject' | 'currency'>,
): Promise<LimitRow | undefined> {
  const [row] = await tx
    .select()
    .from(budgetLimits)
    .where(
      and(
        eq(budgetLimits.scope, scope),
        sql`${budgetLimits.subject} is not distinct from ${subject}`,
        eq(budgetLimits.currency, currency),
      ),
    )
    .for('update')
  return row
}

export async function lockLimitById(tx: Tx, id: string): Promise<LimitRow | undefined> {
  const [row] = await tx.select().from(budgetLimits).where(eq(budgetLimits.id, id)).for('update')
  return row
}

/** Undefined where somebody else has just set the same limit. */
export async function insertLimit(tx: Tx, values: LimitValues): Promise<LimitRow | undefined> {
  const [row] = await tx.insert(budgetLimits).values(values).onConflictDoNothing().returning()
  return row
}

export async function updateLimit(tx: Tx, id: string, values: Partial<LimitValues>): Promise<LimitRow> {
  const [row] = await tx
    .update(budgetLimits)
    .set({ ...values, version: sql`${budgetLimits.version} + 1`, updatedAt: sql`now()` })
    .where(eq(budgetLimits.id, id))
    .returning()
  return row!
}

const instantText = 'YYYY-MM-DD"T"HH24:MI:SS"Z"'

/** The current periods of these limits, with what is committed in them. */
export async function findRooms(tx: Tx, ids: string[]): Promise<Room[]> {
  const { rows } = await tx.execute<Room & Record<string, unknown>>(sql`
    select l.id as limit_id, p as period, s.starts_on::text, coalesce(c.reserved, 0)::float8 as reserved,
      coalesce(c.settled, 0)::float8 as settled,
      (case p when 'total' then spend_total(l) else spend_cap(l, p) end)::float8 as cap,
      to_char(s.starts_on::timestamp at time zone l.time_zone at time zone 'UTC', ${instantText}) as begins_at,
      to_char(spend_period_end(p, s.starts_on, l.time_zone) at time zone 'UTC', ${instantText}) as resets_at
    from budget_limits l cross join unnest(array['day', 'week', 'month', 'total']) with ordinality periods (p, place)
    cross join lateral (select spend_period_start(p, now(), l.time_zone, l.week_starts_on) as starts_on) s
    left join budget_counters c on c.tenant_id = l.tenant_id and c.limit_id = l.id and c.period = p
      and c.starts_on is not distinct from s.starts_on
    where l.id = any(${sql.param(ids)}::uuid[]) order by l.id, place`)
  return rows
}

/** What was committed at the end of each local day of a limit's current period on which something moved. */
export async function findDays(
  tx: Tx,
  limit: LimitRow,
  period: string,
): Promise<{ day: string; committed: number }[]> {
  const { rows } = await tx.execute<{ day: string; committed: number }>(sql`
    select day::text, (sum(moved) over (order by day))::float8 as committed from (
      select (e.recorded_at at time zone ${limit.timeZone})::date as day,
        sum(e.reserved_delta + e.settled_delta) as moved
      from budget_counters c join spending_ledger e on e.tenant_id = c.tenant_id and c.id = any(e.charged)
        and e.currency = ${limit.currency}
      where c.limit_id = ${limit.id} and c.period = ${period} and c.starts_on is not distinct from
        spend_period_start(${period}, now(), ${limit.timeZone}, ${limit.weekStartsOn})
        and (c.starts_on is null or e.recorded_at >= c.starts_on::timestamp at time zone ${limit.timeZone})
      group by 1
    ) moves order by day desc limit 366`)
  return rows.reverse()
}

/** What the subjects of limits are called; those of another company have no name here. */
export async function findNames(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const list = sql`any(${sql.param(ids)}::uuid[])`
  const people = await tx
    .select({ id: users.id, name: sql<string>`${users.firstName} || ' ' || ${users.lastName}` })
    .from(users)
    .where(sql`${users.id} = ${list}`)
  const firms = await tx
    .select({ id: suppliers.id, name: suppliers.name })
    .from(suppliers)
    .where(sql`${suppliers.id} = ${list}`)
  const plans = await tx
    .select({ id: strategies.id, name: strategies.name })
    .from(strategies)
    .where(sql`${strategies.id} = ${list}`)
  return new Map([...people, ...firms, ...plans].map(({ id, name }) => [id, name]))
}

/** Whoever hears of a change of what may be spent: every admin who may sign in. */
export async function findAdmins(tx: Tx): Promise<{ id: string; email: string }[]> {
  return tx
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(
      sql`${users.role} in ('super_admin', 'admin') and ${users.disabledAt} is null and ${users.passwordHash} <> ''`,
    )
}
