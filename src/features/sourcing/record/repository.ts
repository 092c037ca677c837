import { and, asc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
import { purchaseOrders } from '#src/lib/db/schema/company/purchasing.ts'
import { products } from '#src/lib/db/schema/company/sales.ts'
import { scopesOfWork, scopeVersions } from '#src/lib/db/schema/company/scopes.ts'
import { rfpCriteria, rfpInvitations, rfpLines, rfps } from '#src/lib/db/schema/company/sourcing.ts'
import { suppliers } from '#src/lib/db/schema/company/suppliers.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type RfpRow = typeof rfps.$inferSelect
export type NewRfp = typeof rfps.$inferInsert
export type RfpChanges = Partial<
  Pick<
    NewRfp,
    | 'rfpNo'
    | 'title'
    | 'description'
    | 'scopeId'
    | 'scopeVersion'
    | 'currency'
    | 'deadline'
    | 'status'
    | 'publishedAt'
  >
>
export type LineRow = typeof rfpLines.$inferSelect
export type CriterionRow = typeof rfpCriteria.$inferSelect
export type FoundLine = LineRow & { sku: string | null; itemName: string | null }
export type RfpFound = RfpRow & { scopeName: string | null; creator: string }
export interface Invited {
  supplierId: string
  supplierNo: string
  name: string
  invitedAt: Date
}

async function find(tx: Tx, where: SQL): Promise<RfpFound[]> {
  const found = await tx
    .select({
      row: rfps,
      scopeName: scopesOfWork.scopeName,
      creator: sql<string>`${users.firstName} || ' ' || ${users.lastName}`,
    })
    .from(rfps)
    .innerJoin(users, eq(users.id, rfps.createdBy))
    .leftJoin(scopesOfWork, eq(scopesOfWork.id, rfps.scopeId))
    .where(where)
  return found.map(({ row, ...rest }) => ({ ...row, ...rest }))
}

export async function findRfp(tx: Tx, id: string): Promise<RfpFound | undefined> {
  return (await find(tx, eq(rfps.id, id)))[0]
}

/** In the order of the ids. */
export async function findRfps(tx: Tx, ids: string[]): Promise<RfpFound[]> {
  if (ids.length === 0) return []
  const byId = new Map((await find(tx, inArray(rfps.id, ids))).map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Locked until the transaction ends, with whether its deadline has passed by the database's clock. */
export async function lockRfp(tx: Tx, id: string): Promise<(RfpRow & { isPast: boolean }) | undefined> {
  const [row] = await tx.select().from(rfps).where(eq(rfps.id, id)).for('update')
  if (!row) return undefined
  // Asked after the lock was got: the deadline may pass while another change is waited for.
  return { ...row, isPast: await isPast(tx, row.deadline) }
}

export async function isPast(tx: Tx, deadline: Date): Promise<boolean> {
  const { rows } = await tx.execute<{ past: boolean }>(
    sql`select ${deadline.toISOString()}::timestamptz <= clock_timestamp() as past`,
  )
  return rows[0]!.past
}

/** Undefined where another request has the number. */
export async function insertRfp(tx: Tx, values: NewRfp): Promise<string | undefined> {
  const [row] = await tx.insert(rfps).values(values).onConflictDoNothing().returning({ id: rfps.id })
  return row?.id
}

/** Stores changes of a locked request, or none where a list of it changed, and raises its version. */
export async function updateRfp(
  tx: Tx,
  { id, version }: Pick<RfpRow, 'id' | 'version'>,
  changes: RfpChanges = {},
): Promise<void> {
  await tx
    .update(rfps)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(eq(rfps.id, id))
}

/** With the items that they name; one that was archived since has no SKU here. */
export async function findLines(tx: Tx, rfpId: string): Promise<FoundLine[]> {
  const found = await tx
    .select({ row: rfpLines, sku: products.sku, itemName: products.name })
    .from(rfpLines)
    .leftJoin(products, and(eq(products.id, rfpLines.productId), ne(products.status, 'archived')))
    .where(eq(rfpLines.rfpId, rfpId))
    .orderBy(asc(rfpLines.position))
  return found.map(({ row, ...item }) => ({ ...row, ...item }))
}

export async function findCriteria(tx: Tx, rfpId: string): Promise<CriterionRow[]> {
  return tx.select().from(rfpCriteria).where(eq(rfpCriteria.rfpId, rfpId)).orderBy(asc(rfpCriteria.position))
}

export async function findInvited(tx: Tx, rfpId: string): Promise<Invited[]> {
  return tx
    .select({
      supplierId: suppliers.id,
      supplierNo: suppliers.supplierNo,
      name: suppliers.name,
      invitedAt: rfpInvitations.invitedAt,
    })
    .from(rfpInvitations)
    .innerJoin(suppliers, eq(suppliers.id, rfpInvitations.supplierId))
    .where(eq(rfpInvitations.rfpId, rfpId))
    .orderBy(asc(suppliers.name), asc(suppliers.id))
}

export interface DraftedOrder {
  id: string
  orderNo: string
  supplierName: string
  status: string
}

/** The orders that the award of a request drafted. */
export async function findDraftedOrders(tx: Tx, rfpId: string): Promise<DraftedOrder[]> {
  return tx
    .select({
      id: purchaseOrders.id,
      orderNo: purchaseOrders.orderNo,
      supplierName: suppliers.name,
      status: purchaseOrders.status,
    })
    .from(purchaseOrders)
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .where(eq(purchaseOrders.rfpId, rfpId))
    .orderBy(asc(purchaseOrders.orderNo))
}

type Part<Row> = Omit<Row, 'id' | 'rfpId' | 'tenantId' | 'position' | 'createdAt' | 'updatedAt'>
type NewLine = Part<Omit<LineRow, 'awardedResponseId'>>
type Owner = Pick<RfpRow, 'id' | 'tenantId'>

/** Writes the lines of a draft anew. */
export async function replaceLines(tx: Tx, { id, tenantId }: Owner, lines: NewLine[]): Promise<void> {
  await tx.delete(rfpLines).where(eq(rfpLines.rfpId, id))
  const rows = lines.map((line, index) => ({ ...line, tenantId, rfpId: id, position: index + 1 }))
  if (rows.length > 0) await tx.insert(rfpLines).values(rows)
}

/** Writes the criteria of a draft anew. */
export async function replaceCriteria(
  tx: Tx,
  { id, tenantId }: Owner,
  criteria: Part<CriterionRow>[],
): Promise<void> {
  await tx.delete(rfpCriteria).where(eq(rfpCriteria.rfpId, id))
  const rows = criteria.map((one, index) => ({ ...one, tenantId, rfpId: id, position: index + 1 }))
  if (rows.length > 0) await tx.insert(rfpCriteria).values(rows)
}

/** Writes whom a draft invites anew. */
export async function replaceInvited(tx: Tx, { id, tenantId }: Owner, supplierIds: string[]): Promise<void> {
  await tx.delete(rfpInvitations).where(eq(rfpInvitations.rfpId, id))
  const rows = supplierIds.map((supplierId) => ({ tenantId, rfpId: id, supplierId }))
  if (rows.length > 0) await tx.insert(rfpInvitations).values(rows)
}

export async function awardLine(tx: Tx, lineId: string, responseId: string): Promise<void> {
  await tx
    .update(rfpLines)
    .set({ awardedResponseId: responseId, updatedAt: sql`now()` })
    .where(eq(rfpLines.id, lineId))
}

/** Those of the suppliers that can be invited. */
export async function findActiveSuppliers(tx: Tx, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const found = await tx
    .select({ id: suppliers.id })
    .from(suppliers)
    .where(and(inArray(suppliers.id, ids), eq(suppliers.status, 'active')))
  return new Set(found.map(({ id }) => id))
}

/** Those of the items that the company has. */
export async function findProducts(tx: Tx, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const found = await tx.select({ id: products.id }).from(products).where(inArray(products.id, ids))
  return new Set(found.map(({ id }) => id))
}

/** The number of a scope's published version; undefined where it has none. */
export async function findPublishedVersion(tx: Tx, scopeId: string): Promise<number | undefined> {
  const [row] = await tx
    .select({ number: scopeVersions.number })
    .from(scopeVersions)
    .where(and(eq(scopeVersions.scopeId, scopeId), eq(scopeVersions.status, 'published')))
  return row?.number
}
