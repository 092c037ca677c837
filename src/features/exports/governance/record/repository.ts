import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { users } from '#src/lib/db/schema/accounts.ts'
import {
  type ApprovalDecision,
  exportAlerts,
  exportApprovals,
  exportGovernance,
} from '#src/lib/db/schema/export-governance.ts'
import { dataExports } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { exportColumns } from '../../record/repository.ts'

export type GovernanceRow = typeof exportGovernance.$inferSelect

const name = { id: users.id, firstName: users.firstName, lastName: users.lastName }
const person = { ...name, email: users.email }

export async function findGovernance(tx: Tx): Promise<GovernanceRow | undefined> {
  const [row] = await tx.select().from(exportGovernance)
  return row
}

/** Undefined when it was changed since that version; version 0 is a company without rules. */
export async function saveGovernance(
  tx: Tx,
  version: number,
  values: Omit<typeof exportGovernance.$inferInsert, 'version' | 'updatedAt'>,
): Promise<GovernanceRow | undefined> {
  if (version === 0) {
    const [inserted] = await tx.insert(exportGovernance).values(values).onConflictDoNothing().returning()
    return inserted
  }
  const [row] = await tx
    .update(exportGovernance)
    .set({ ...values, version: version + 1, updatedAt: sql`now()` })
    .where(eq(exportGovernance.version, version))
    .returning()
  return row
}

/** Active people who may decide. */
export async function findAdmins(tx: Tx): Promise<{ id: string; email: string }[]> {
  return tx
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(and(inArray(users.role, ['super_admin', 'admin']), isNull(users.disabledAt)))
    .orderBy(users.email)
}

export async function insertApproval(
  tx: Tx,
  values: { tenantId: TenantId; exportId: string; reasons: string[] },
): Promise<void> {
  await tx.insert(exportApprovals).values(values)
}

const isWaiting = and(
  isNull(exportApprovals.decision),
  eq(dataExports.status, 'pending'),
  isNull(dataExports.deletedAt),
)

/** Exports that wait for a decision, the longest first. */
export async function findWaitingApprovals(tx: Tx, limit: number, offset: number) {
  return tx
    .select({ approval: exportApprovals, row: exportColumns, creator: person })
    .from(exportApprovals)
    .innerJoin(dataExports, eq(dataExports.id, exportApprovals.exportId))
    .innerJoin(users, eq(users.id, dataExports.createdBy))
    .where(isWaiting)
    .orderBy(asc(exportApprovals.requestedAt), asc(exportApprovals.exportId))
    .limit(limit)
    .offset(offset)
}

export async function countWaitingApprovals(tx: Tx): Promise<number> {
  return countOfExports(tx, exportApprovals, isWaiting)
}

export async function findApproval(tx: Tx, exportId: string) {
  const [row] = await tx
    .select({ approval: exportApprovals, decider: name })
    .from(exportApprovals)
    .leftJoin(users, eq(users.id, exportApprovals.decidedBy))
    .where(eq(exportApprovals.exportId, exportId))
  return row
}

/** Of two who decide one wins: false when it was decided before. */
export async function decideApproval(
  tx: Tx,
  exportId: string,
  values: { decision: ApprovalDecision; decidedBy: string | null; note?: string },
): Promise<boolean> {
  const decided = await tx
    .update(exportApprovals)
    .set({ ...values, decidedAt: sql`now()` })
    .where(and(eq(exportApprovals.exportId, exportId), isNull(exportApprovals.decision)))
    .returning({ id: exportApprovals.exportId })
  return decided.length > 0
}

/**
 * Approvals that waited longer than their company's rules allow, or than the usual days without rules, the longest
 * first. Across all tenants.
 */
export async function findUndecided(
  tx: Tx,
  usualDays: number,
  limit: number,
): Promise<{ tenantId: TenantId; exportId: string; days: number }[]> {
  const days = sql<number>`coalesce(${exportGovernance.approvalDays}, ${usualDays}::int)`
  return tx
    .select({ tenantId: exportApprovals.tenantId, exportId: exportApprovals.exportId, days })
    .from(exportApprovals)
    .innerJoin(dataExports, eq(dataExports.id, exportApprovals.exportId))
    .leftJoin(exportGovernance, eq(exportGovernance.tenantId, exportApprovals.tenantId))
    .where(and(isWaiting, sql`${exportApprovals.requestedAt} < now() - make_interval(days => ${days})`))
    .orderBy(asc(exportApprovals.requestedAt))
    .limit(limit)
}

/** The export may run from now on; undefined when it does not wait any more. */
export async function releaseExport(tx: Tx, id: string) {
  const [row] = await tx
    .update(dataExports)
    .set({ phase: null, queuedAt: sql`now()` })
    .where(and(eq(dataExports.id, id), eq(dataExports.status, 'pending'), eq(dataExports.phase, 'approval')))
    .returning(exportColumns)
  return row
}

/** The columns of an export's file, each with whether it is masked. */
export async function findWrittenColumns(tx: Tx, id: string): Promise<{ key: string; masked: boolean }[]> {
  const [row] = await tx
    .select({ columns: sql<{ key: string; masked: boolean }[] | null>`${dataExports.manifest}->'columns'` })
    .from(dataExports)
    .where(eq(dataExports.id, id))
  return row?.columns ?? []
}

export async function insertAlert(
  tx: Tx,
  values: { tenantId: TenantId; exportId: string; reasons: string[] },
): Promise<void> {
  await tx.insert(exportAlerts).values(values).onConflictDoNothing()
}

const isOpen = and(isNull(exportAlerts.dismissedAt), isNull(dataExports.deletedAt))

/** Alerts that nobody dismissed, newest first. */
export async function findOpenAlerts(tx: Tx, limit: number, offset: number) {
  return tx
    .select({ alert: exportAlerts, row: exportColumns, creator: name })
    .from(exportAlerts)
    .innerJoin(dataExports, eq(dataExports.id, exportAlerts.exportId))
    .innerJoin(users, eq(users.id, dataExports.createdBy))
    .where(isOpen)
    .orderBy(desc(exportAlerts.createdAt), desc(exportAlerts.exportId))
    .limit(limit)
    .offset(offset)
}

export async function countOpenAlerts(tx: Tx): Promise<number> {
  return countOfExports(tx, exportAlerts, isOpen)
}

async function countOfExports(
  tx: Tx,
  table: typeof exportApprovals | typeof exportAlerts,
  condition: SQL | undefined,
): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(table)
    .innerJoin(dataExports, eq(dataExports.id, table.exportId))
    .where(condition)
  return row!.count
}

export async function dismissAlert(tx: Tx, exportId: string, userId: string): Promise<boolean> {
  const dismissed = await tx
    .update(exportAlerts)
    .set({ dismissedAt: sql`now()`, dismissedBy: userId })
    .where(and(eq(exportAlerts.exportId, exportId), isNull(exportAlerts.dismissedAt)))
    .returning({ id: exportAlerts.exportId })
  return dismissed.length > 0
}
