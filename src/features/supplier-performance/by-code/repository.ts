import { eq, sql } from 'drizzle-orm'
import { products } from '#src/lib/db/schema/company/sales.ts'
import { suppliers } from '#src/lib/db/schema/company/suppliers.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export async function findSupplier(tx: Tx, id: string) {
  const [row] = await tx
    .select({ name: suppliers.name, country: sql<string>`coalesce(${suppliers.country}, '')` })
    .from(suppliers)
    .where(eq(suppliers.id, id))
  return row
}

/** What an item is compared with others by. */
export async function findItemGroup(tx: Tx, id: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ group: sql<string>`coalesce(${products.subCategory}, ${products.category}, '')` })
    .from(products)
    .where(eq(products.id, id))
  return row?.group
}
