import { and, asc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { type AnyPgColumn, alias } from 'drizzle-orm/pg-core'
import { users } from '#src/lib/db/schema/accounts.ts'
import { locations } from '#src/lib/db/schema/company/inventory.ts'
import { purchaseOrderLines, purchaseOrders } from '#src/lib/db/schema/company/purchasing.ts'
import { products } from '#src/lib/db/schema/company/sales.ts'
import { rfps } from '#src/lib/db/schema/company/sourcing.ts'
import { supplierItems } from '#src/lib/db/schema/company/supplier-items.ts'
import { suppliers } from '#src/lib/db/schema/company/suppliers.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { Role } from '#src/lib/permissions.ts'

export type OrderRow = typeof purchaseOrders.$inferSelect
export type NewOrder = typeof purchaseOrders.$inferInsert
export type LineRow = typeof purchaseOrderLines.$inferSelect
export type NewLine = typeof purchaseOrderLines.$inferInsert
export type FoundLine = LineRow & { sku: string; unit: string }

const creators = alias(users, 'creators')
const submitters = alias(users, 'submitters')
const approvers = alias(users, 'approvers')
/** What an answer says of somebody who did something. */
export function nameOf<Person extends Record<'id' | 'firstName' | 'lastName', AnyPgColumn>>(
  person: Person,
): Pick<Person, 'id' | 'firstName' | 'lastName'> {
  return { id: person.id, firstName: person.firstName, lastName: person.lastName }
}

/** Orders with the names of whom and what they refer to, in the order of the ids. */
export async function findOrders(tx: Tx, ids: string[]) {
  if (ids.length === 0) return []
  const found = await tx
    .select({
      row: purchaseOrders,
      supplier: { supplierNo: suppliers.supplierNo, name: suppliers.name },
      locationName: locations.name,
      rfpNo: rfps.rfpNo,
      creator: nameOf(creators),
      submitter: nameOf(submitters),
      approver: nameOf(approvers),
    })
    .from(purchaseOrders)
    .innerJoin(suppliers, eq(suppliers.id, purchaseOrders.supplierId))
    .innerJoin(locations, eq(locations.id, purchaseOrders.locationId))
    .innerJoin(creators, eq(creators.id, purchaseOrders.createdBy))
    .leftJoin(rfps, eq(rfps.id, purchaseOrders.rfpId))
    .leftJoin(submitters, eq(submitters.id, purchaseOrders.submittedBy))
    .leftJoin(approvers, eq(approvers.id, purchaseOrders.approvedBy))
    .where(inArray(purchaseOrders.id, ids))
  const byId = new Map(found.map((one) => [one.row.id, one]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
export type FoundOrder = Awaited<ReturnType<typeof findOrders>>[number]

/** Locked until the transaction ends: changes, moves and deliveries of an order follow each other. */
export async function lockOrder(tx: Tx, id: string): Promise<OrderRow | undefined> {
  const [row] = await tx.select().from(purchaseOrders).where(eq(purchaseOrders.id, id)).for('update')
  return row
}

export async function findLines(tx: Tx, orderId: string): Promise<FoundLine[]> {
  const found = await tx
    .select({ row: purchaseOrderLines, sku: products.sku, unit: products.unit })
    .from(purchaseOrderLines)
    .innerJoin(products, eq(products.id, purchaseOrderLines.productId))
    .where(eq(purchaseOrderLines.orderId, orderId))
    .orderBy(asc(purchaseOrderLines.lineNo))
  return found.map(({ row, ...product }) => ({ ...row, ...product }))
}

export async function insertOrder(tx: Tx, values: NewOrder): Promise<OrderRow> {
  const [row] = await tx.insert(purchaseOrders).values(values).returning()
  return row!
}

/** Stores changes of a locked order and raises its version. */
export async function updateOrder(
  tx: Tx,
  { id, version }: Pick<OrderRow, 'id' | 'version'>,
  changes: Partial<NewOrder>,
): Promise<OrderRow> {
  const [row] = await tx
    .update(purchaseOrders)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(eq(purchaseOrders.id, id))
    .returning()
  return row!
}

/** Makes these the lines of an order that nothing was delivered of. */
export async function storeLines(tx: Tx, orderId: string, lines: NewLine[]): Promise<void> {
  await tx.delete(purchaseOrderLines).where(eq(purchaseOrderLines.orderId, orderId))
  await tx.insert(purchaseOrderLines).values(lines)
}

export async function confirmLine(tx: Tx, id: string, confirmedOn: string): Promise<void> {
  await tx
    .update(purchaseOrderLines)
    .set({ confirmedOn, updatedAt: sql`now()` })
    .where(eq(purchaseOrderLines.id, id))
}

/** Adds what a delivery brought, or takes it back. */
export async function addReceived(
  tx: Tx,
  id: string,
  { accepted, rejected }: { accepted: number; rejected: number },
): Promise<void> {
  await tx
    .update(purchaseOrderLines)
    .set({
      received: sql`${purchaseOrderLines.received} + ${accepted}::integer`,
      rejected: sql`${purchaseOrderLines.rejected} + ${rejected}::integer`,
      updatedAt: sql`now()`,
    })
    .where(eq(purchaseOrderLines.id, id))
}

/** The supplier, which nobody can deactivate before this transaction ends. */
export async function holdSupplier(tx: Tx, id: string) {
  const [row] = await tx
    .select({ name: suppliers.name, status: suppliers.status, currency: suppliers.currency })
    .from(suppliers)
    .where(eq(suppliers.id, id))
    .for('share')
  return row
}

/** Those items, without archived ones, which nobody can archive before this transaction ends. */
export async function holdItems(tx: Tx, ids: string[]): Promise<Map<string, { name: string }>> {
  const found = await tx
    .select({ id: products.id, name: products.name })
    .from(products)
    .where(and(inArray(products.id, ids), ne(products.status, 'archived')))
    .orderBy(asc(products.id))
    .for('share')
  return new Map(found.map(({ id, name }) => [id, { name }]))
}

/** What the supplier asks for these items on a day, by item and currency. */
export async function findPricesOn(tx: Tx, supplierId: string, itemIds: string[], today: string) {
  return tx
    .select({
      itemId: supplierItems.productId,
      currency: supplierItems.currency,
      price: supplierItems.price,
      supplierSku: supplierItems.supplierSku,
    })
    .from(supplierItems)
    .where(
      and(
        eq(supplierItems.supplierId, supplierId),
        inArray(supplierItems.productId, itemIds),
        sql`${supplierItems.validFrom} <= ${today}::date`,
        or(isNull(supplierItems.validUntil), sql`${supplierItems.validUntil} >= ${today}::date`),
      ),
    )
}

/** Whether anybody but these people may approve: somebody with one of the roles who can sign in. */
export async function hasOtherApprover(tx: Tx, roles: Role[], people: (string | null)[]): Promise<boolean> {
  const canSignIn = or(ne(users.passwordHash, ''), sql`${users.lastSignInAt} is not null`)
  const others = sql`${users.id} <> all(${sql.param(people.filter((id) => id !== null))}::uuid[])`
  return (
    (await tx.$count(users, and(inArray(users.role, roles), isNull(users.disabledAt), canSignIn, others))) > 0
  )
}

export async function hasLocation(tx: Tx, id: string): Promise<boolean> {
  return (await tx.$count(locations, eq(locations.id, id))) > 0
}

/** The first warehouse by code. */
export async function findWarehouse(tx: Tx): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: locations.id })
    .from(locations)
    .where(eq(locations.kind, 'warehouse'))
    .orderBy(asc(locations.code))
    .limit(1)
  return row?.id
}
