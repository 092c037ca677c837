import { and, asc, eq, inArray, notInArray, sql } from 'drizzle-orm'
import { products } from '#src/lib/db/schema/company/sales.ts'
import { supplierItems } from '#src/lib/db/schema/company/supplier-items.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type NewPrice = typeof supplierItems.$inferInsert

export interface FoundPrice {
  row: typeof supplierItems.$inferSelect
  sku: string
  productName: string
}

/** By SKU, and then from the first day on. */
export async function findPrices(tx: Tx, supplierId: string): Promise<FoundPrice[]> {
  return tx
    .select({ row: supplierItems, sku: products.sku, productName: products.name })
    .from(supplierItems)
    .innerJoin(
      products,
      and(eq(products.tenantId, supplierItems.tenantId), eq(products.id, supplierItems.productId)),
    )
    .where(eq(supplierItems.supplierId, supplierId))
    .orderBy(asc(products.sku), asc(products.name), asc(supplierItems.validFrom))
}

/** Active items whose SKU or name contains the text, in any case. */
export async function searchProducts(
  tx: Tx,
  search: string,
  limit: number,
): Promise<{ id: string; sku: string; name: string }[]> {
  const text = sql`lower(${products.sku} || ' ' || ${products.name})`
  return tx
    .select({ id: products.id, sku: products.sku, name: products.name })
    .from(products)
    .where(and(eq(products.status, 'active'), sql`strpos(${text}, lower(${search})) > 0`))
    .orderBy(asc(products.sku), asc(products.name))
    .limit(limit)
}

/** Those of the ids that are items of the company. */
export async function findProductIds(tx: Tx, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const found = await tx.select({ id: products.id }).from(products).where(inArray(products.id, ids))
  return new Set(found.map(({ id }) => id))
}

/** Makes these the supplier's prices: those with an id are changed, others added, and the rest deleted. */
export async function storePrices(tx: Tx, supplierId: string, prices: NewPrice[]): Promise<void> {
  const kept = prices.flatMap(({ id }) => id ?? [])
  await tx
    .delete(supplierItems)
    .where(
      and(
        eq(supplierItems.supplierId, supplierId),
        kept.length > 0 ? notInArray(supplierItems.id, kept) : undefined,
      ),
    )
  if (prices.length === 0) return
  await tx
    .insert(supplierItems)
    .values(prices.map((price) => ({ ...price, id: price.id ?? sql`uuidv7()` })))
    .onConflictDoUpdate({
      target: supplierItems.id,
      set: {
        productId: sql`excluded.product_id`,
        supplierSku: sql`excluded.supplier_sku`,
        price: sql`excluded.price`,
        currency: sql`excluded.currency`,
        packSize: sql`excluded.pack_size`,
        minimumQuantity: sql`excluded.minimum_quantity`,
        leadTimeDays: sql`excluded.lead_time_days`,
        validFrom: sql`excluded.valid_from`,
        validUntil: sql`excluded.valid_until`,
        updatedAt: sql`now()`,
      },
    })
}
