import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { riskAlerts } from '#src/lib/db/schema/spend/limits.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { Window } from '#src/lib/operation/paging.ts'

export type AlertRow = typeof riskAlerts.$inferSelect

/** Without the alerts about other people's limits, where only their own are seen. */
function visible(ownUserId: string | undefined) {
  if (!ownUserId) return undefined
  return sql`not exists (select from budget_limits l where l.id = ${riskAlerts.limitId} and l.scope = 'user'
    and l.subject <> ${ownUserId})`
}

/** Newest first: ids are made in the order of time. */
export async function findAlerts(
  tx: Tx,
  { acknowledged, ownUserId }: { acknowledged: boolean | undefined; ownUserId: string | undefined },
  { limit, offset, behind }: Window,
): Promise<{ rows: AlertRow[]; total: number }> {
  const where = and(
    visible(ownUserId),
    acknowledged === undefined
      ? undefined
      : sql`(${riskAlerts.acknowledgedAt} is not null) = ${acknowledged}`,
  )
  const rows = await tx
    .select()
    .from(riskAlerts)
    .where(behind ? and(where, lt(riskAlerts.id, behind)) : where)
    .orderBy(desc(riskAlerts.id))
    .limit(limit)
    .offset(offset)
  return { rows, total: await tx.$count(riskAlerts, where) }
}

export async function findAlert(
  tx: Tx,
  id: string,
  ownUserId: string | undefined,
): Promise<AlertRow | undefined> {
  const [row] = await tx
    .select()
    .from(riskAlerts)
    .where(and(eq(riskAlerts.id, id), visible(ownUserId)))
  return row
}

/** Undefined where somebody has acknowledged it already. */
export async function acknowledge(
  tx: Tx,
  id: string,
  { userId, note }: { userId: string; note: string | null },
): Promise<AlertRow | undefined> {
  const [row] = await tx
    .update(riskAlerts)
    .set({ acknowledgedAt: sql`now()`, acknowledgedBy: userId, note })
    .where(sql`${riskAlerts.id} = ${id} and ${riskAlerts.acknowledgedAt} is null`)
    .returning()
  return row
}

/** Raises a critical alert about money that does not add up, unless the same is still open. */
export async function insertDifference(tx: Tx, tenantId: TenantId, message: string): Promise<void> {
  await tx.execute(sql`
    insert into risk_alerts (tenant_id, kind, severity, message)
    select ${tenantId}, 'reconciliation', 'critical', ${message}
    where not exists (select from risk_alerts
      where kind = 'reconciliation' and message = ${message} and acknowledged_at is null)`)
}
