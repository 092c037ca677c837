import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import { purchaseOrders } from '#src/lib/db/schema/company/purchasing.ts'
import { rfpInvitations, rfps } from '#src/lib/db/schema/company/sourcing.ts'
import { suppliers } from '#src/lib/db/schema/company/suppliers.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type SupplierRow = typeof suppliers.$inferSelect
export type NewSupplier = typeof suppliers.$inferInsert
export type SupplierChanges = Partial<Omit<NewSupplier, 'id' | 'tenantId' | 'version' | 'createdAt'>>

export async function findSupplier(tx: Tx, id: string): Promise<SupplierRow | undefined> {
  const [row] = await tx.select().from(suppliers).where(eq(suppliers.id, id))
  return row
}

/** Locked until the transaction ends: changes of a supplier, its contacts and its prices follow each other. */
export async function lockSupplier(tx: Tx, id: string): Promise<SupplierRow | undefined> {
  const [row] = await tx.select().from(suppliers).where(eq(suppliers.id, id)).for('update')
  return row
}

/** In the order of the ids. */
export async function findSuppliers(tx: Tx, ids: string[]): Promise<SupplierRow[]> {
  if (ids.length === 0) return []
  const found = await tx.select().from(suppliers).where(inArray(suppliers.id, ids))
  const byId = new Map(found.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Undefined where another supplier has the number. */
export async function insertSupplier(tx: Tx, values: NewSupplier): Promise<SupplierRow | undefined> {
  const [row] = await tx.insert(suppliers).values(values).onConflictDoNothing().returning()
  return row
}

/** Stores changes of a locked supplier, or none where its contacts or prices changed, and raises its version. */
export async function updateSupplier(
  tx: Tx,
  { id, version }: Pick<SupplierRow, 'id' | 'version'>,
  changes: SupplierChanges = {},
): Promise<SupplierRow> {
  const [row] = await tx
    .update(suppliers)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(eq(suppliers.id, id))
    .returning()
  return row!
}

/** Whether a statement failed because another supplier has the number; its transaction is lost. */
export function isNumberTaken(error: unknown): boolean {
  const { code, constraint } = ((error as Error).cause ?? {}) as { code?: string; constraint?: string }
  return code === '23505' && constraint === 'suppliers_supplier_no_key'
}

/** Requests for proposal that it was invited to and that are not decided. */
export async function findOpenRfps(tx: Tx, supplierId: string): Promise<string[]> {
  const found = await tx
    .select({ rfpNo: rfps.rfpNo })
    .from(rfpInvitations)
    .innerJoin(rfps, and(eq(rfps.tenantId, rfpInvitations.tenantId), eq(rfps.id, rfpInvitations.rfpId)))
    .where(and(eq(rfpInvitations.supplierId, supplierId), inArray(rfps.status, ['published', 'closed'])))
    .orderBy(rfps.rfpNo)
    .limit(20)
  return found.map(({ rfpNo }) => rfpNo)
}

/** Orders from it that are neither ended nor received in full. */
export async function findOpenOrders(tx: Tx, supplierId: string): Promise<string[]> {
  const isOpen = notInArray(purchaseOrders.status, ['received', 'closed', 'cancelled'])
  const found = await tx
    .select({ orderNo: purchaseOrders.orderNo })
    .from(purchaseOrders)
    .where(and(eq(purchaseOrders.supplierId, supplierId), isOpen))
    .orderBy(purchaseOrders.orderNo)
    .limit(20)
  return found.map(({ orderNo }) => orderNo)
}
