import { and, desc, eq, getTableColumns, inArray, lt, ne, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
import { strategies, strategyVersions } from '#src/lib/db/schema/spend/strategies.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { Window } from '#src/lib/operation/paging.ts'

export type StrategyRow = typeof strategies.$inferSelect & {
  rules: unknown
  versionId: string
  createdByName: string
  openTrades: number
}

export type VersionRow = typeof strategyVersions.$inferSelect & { createdByName: string }

const nameOf = sql<string>`${users.firstName} || ' ' || ${users.lastName}`

/** Trades that were bought for any version of a strategy and have not ended. */
const openTrades = sql<number>`(select count(*)::integer from strategy_versions v
  join opportunities o on o.strategy_version_id = v.id and o.status = 'taken'
  left join trades t on t.id = o.trade_id
  where v.strategy_id = strategies.id
    and (t.id is null or t.status in ('awaiting_approval', 'reserved', 'executing', 'unknown', 'placed')))`

function selectStrategies(tx: Tx) {
  return tx
    .select({
      ...getTableColumns(strategies),
      rules: strategyVersions.rules,
      versionId: strategyVersions.id,
      createdByName: nameOf,
      openTrades,
    })
    .from(strategies)
    .innerJoin(
      strategyVersions,
      and(
        eq(strategyVersions.strategyId, strategies.id),
        eq(strategyVersions.number, strategies.currentNumber),
      ),
    )
    .innerJoin(users, eq(users.id, strategies.createdBy))
}

/** Newest first; archived ones only where they are asked for. */
export async function findStrategies(
  tx: Tx,
  status: string | undefined,
  { limit, offset, behind }: Window,
): Promise<{ rows: StrategyRow[]; total: number }> {
  const where = status ? eq(strategies.status, status) : ne(strategies.status, 'archived')
  const rows = await selectStrategies(tx)
    .where(behind ? and(where, lt(strategies.id, behind)) : where)
    .orderBy(desc(strategies.id))
    .limit(limit)
    .offset(offset)
  return { rows, total: await tx.$count(strategies, where) }
}

export async function findStrategy(tx: Tx, id: string): Promise<StrategyRow | undefined> {
  const [row] = await selectStrategies(tx).where(eq(strategies.id, id))
  return row
}

/** The strategy, held for a change until the end of the transaction. */
export async function lockStrategy(tx: Tx, id: string): Promise<typeof strategies.$inferSelect | undefined> {
  const [row] = await tx.select().from(strategies).where(eq(strategies.id, id)).for('update')
  return row
}

export async function findVersions(
  tx: Tx,
  strategyId: string,
  { limit, offset, behind }: Window,
): Promise<{ rows: VersionRow[]; total: number }> {
  const where = eq(strategyVersions.strategyId, strategyId)
  const rows = await tx
    .select({ ...getTableColumns(strategyVersions), createdByName: nameOf })
    .from(strategyVersions)
    .innerJoin(users, eq(users.id, strategyVersions.createdBy))
    .where(behind ? and(where, lt(strategyVersions.id, behind)) : where)
    .orderBy(desc(strategyVersions.id))
    .limit(limit)
    .offset(offset)
  return { rows, total: await tx.$count(strategyVersions, where) }
}

/** Undefined where the name is in use. */
export async function insertStrategy(
  tx: Tx,
  {
    rules,
    ...values
  }: Pick<typeof strategies.$inferInsert, 'tenantId' | 'name' | 'createdBy'> & { rules: unknown },
): Promise<string | undefined> {
  const [row] = await tx.insert(strategies).values(values).onConflictDoNothing().returning()
  if (!row) return undefined
  const { tenantId, id: strategyId, createdBy } = row
  await insertVersion(tx, { tenantId, strategyId, number: 1, rules, createdBy })
  return row.id
}

export async function insertVersion(tx: Tx, values: typeof strategyVersions.$inferInsert): Promise<void> {
  await tx.insert(strategyVersions).values(values)
}

export async function nameIsTaken(tx: Tx, name: string, exceptId: string): Promise<boolean> {
  return (await tx.$count(strategies, and(eq(strategies.name, name), ne(strategies.id, exceptId)))) > 0
}

export async function updateStrategy(
  tx: Tx,
  id: string,
  changes: Partial<Pick<typeof strategies.$inferInsert, 'name' | 'status' | 'currentNumber'>>,
): Promise<void> {
  await tx
    .update(strategies)
    .set({ ...changes, version: sql`${strategies.version} + 1`, updatedAt: sql`now()` })
    .where(eq(strategies.id, id))
}

/** Moves a strategy out of one of these states; whether it did. */
export async function moveStrategy(tx: Tx, id: string, from: string[], status: string): Promise<boolean> {
  const rows = await tx
    .update(strategies)
    .set({ status, version: sql`${strategies.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(strategies.id, id), inArray(strategies.status, from)))
    .returning({ id: strategies.id })
  return rows.length > 0
}

/** When a strategy last bought each thing, of what it bought in so many hours. */
export async function findBought(
  tx: Tx,
  strategyId: string,
  hours: number,
): Promise<{ instrument: string; at: Date }[]> {
  const { rows } = await tx.execute<{ instrument: string; at: string }>(sql`
    select o.instrument_kind || ' ' || o.instrument_id as instrument, max(o.taken_at)::text as at
    from strategy_versions v join opportunities o on o.strategy_version_id = v.id and o.status = 'taken'
    where v.strategy_id = ${strategyId} and o.taken_at > now() - make_interval(hours => ${hours})
    group by 1`)
  return rows.map(({ instrument, at }) => ({ instrument, at: new Date(at) }))
}
