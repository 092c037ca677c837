import { desc, eq, inArray, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { getClient } from '#src/lib/db/index.ts'
import { users } from '#src/lib/db/schema/accounts.ts'
import { emergencyStops, tradingState } from '#src/lib/db/schema/spend/stops.ts'
import { trades } from '#src/lib/db/schema/spend/trades.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

type State = 'ACTIVE' | 'REDUCING' | 'HALTED'
type StateRow = typeof tradingState.$inferSelect

/** The first half of the lock's key, as the functions of the database have it. */
const lockClass = 7291

/** The state of the company; without a row it was never stopped. */
export async function findState(tx: Tx): Promise<StateRow | undefined> {
  const [row] = await tx.select().from(tradingState)
  return row
}

export async function readState(tx: Tx): Promise<{ state: State; version: number }> {
  const row = await findState(tx)
  return { state: (row?.state ?? 'ACTIVE') as State, version: row?.version ?? 0 }
}

/**
 * Waits until nothing that moves money is under way, and keeps it from beginning until the transaction ends. Whoever
 * freezes meanwhile loses the session.
 */
export async function lockSpending(tx: Tx, tenantId: TenantId): Promise<void> {
  await tx.execute(sql`set local idle_in_transaction_session_timeout = '2s'`)
  await tx.execute(sql`select pg_advisory_xact_lock(${lockClass}, hashtext(${tenantId}))`)
}

/** Ends the sessions that share the lock, on a connection of its own; what they did is rolled back. */
export async function endHolders(tenantId: TenantId): Promise<void> {
  const client = await getClient()
  try {
    await client.query(
      `select pg_terminate_backend(pid) from pg_locks
       where locktype = 'advisory' and granted and mode = 'ShareLock' and classid = $1 and objsubid = 2
         and objid = (hashtext($2)::bigint & 4294967295)::oid
         and database = (select oid from pg_database where datname = current_database())`,
      [lockClass, tenantId],
    )
  } finally {
    client.release()
  }
}

interface Change {
  tenantId: TenantId
  state: State
  reason: string
  userId: string | null
  requestId: string
}

/** Writes the state and its history. With `from` only where it is that version; undefined where it is another. */
export async function writeState(
  tx: Tx,
  { tenantId, state, reason, userId, requestId }: Change,
  event: 'stopped' | 'resumed',
  from?: number,
): Promise<StateRow | undefined> {
  const change = { state, reason, changedBy: userId, changedAt: sql`clock_timestamp()` }
  const [row] = await tx
    .insert(tradingState)
    .values({ tenantId, ...change })
    .onConflictDoUpdate({
      target: tradingState.tenantId,
      set: {
        ...change,
        ...{ resumeRequestedBy: null, resumeRequestedAt: null, resumeReason: null },
        version: sql`${tradingState.version} + 1`,
      },
      ...(from === undefined ? {} : { setWhere: eq(tradingState.version, from) }),
    })
    .returning()
  if (row) await insertEvent(tx, row, event, { reason, userId, requestId })
  return row
}

/** Notes who asks to go on; undefined where the state is another than this version, or active. */
export async function requestResume(
  tx: Tx,
  {
    version,
    reason,
    userId,
    requestId,
  }: { version: number; reason: string; userId: string; requestId: string },
): Promise<StateRow | undefined> {
  const [row] = await tx
    .update(tradingState)
    .set({ resumeRequestedBy: userId, resumeRequestedAt: sql`now()`, resumeReason: reason })
    .where(sql`${tradingState.version} = ${version} and ${tradingState.state} <> 'ACTIVE'`)
    .returning()
  if (row) await insertEvent(tx, row, 'resume_requested', { reason, userId, requestId })
  return row
}

async function insertEvent(
  tx: Tx,
  { tenantId, state, version }: StateRow,
  event: 'stopped' | 'resume_requested' | 'resumed',
  { reason, userId, requestId }: { reason: string; userId: string | null; requestId: string },
): Promise<void> {
  await tx.insert(emergencyStops).values({
    ...{ tenantId, event, state, version, reason, requestId },
    actorId: userId,
    happenedAt: sql`clock_timestamp()`,
  })
}

/** What adapters carry out at the moment. */
export async function findInFlight(tx: Tx) {
  return tx
    .select()
    .from(trades)
    .where(inArray(trades.status, ['executing', 'unknown']))
    .orderBy(desc(trades.id))
    .limit(1_000)
}

export async function findUserNames(tx: Tx, ids: (string | null)[]): Promise<Map<string, string>> {
  const known = ids.filter((id) => id !== null)
  if (known.length === 0) return new Map()
  const rows = await tx
    .select({ id: users.id, name: sql<string>`${users.firstName} || ' ' || ${users.lastName}` })
    .from(users)
    .where(inArray(users.id, known))
  return new Map(rows.map(({ id, name }) => [id, name]))
}
