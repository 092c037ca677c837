import { sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { LastChange } from '../schema.ts'

/** What a file can say of a price, by the keys of its fields. */
export interface PriceState {
  supplier_sku: string | null
  price: string
  currency: string
  pack_size: number
  minimum_quantity: number
  lead_time_days: number | null
  valid_from: string
  valid_until: string | null
}

export interface Seller {
  id: string
  supplier_no: string
  name: string
  currency: string
  lead_time_days: number | null
  version: number
}

export interface SoldItem {
  id: string
  sku: string
  name: string
}

/** Whose price for which item. */
export interface Pair {
  supplierId: string
  productId: string
}

export interface FoundPrice extends Pair, LastChange {
  id: string
  state: PriceState
}

type Rows<T> = T & Record<string, unknown>

const columns =
  sql.raw(`supplier_sku text, price numeric, currency text, pack_size integer, minimum_quantity integer,
  lead_time_days integer, valid_from date, valid_until date`)
const names = sql.raw(
  'supplier_sku, price, currency, pack_size, minimum_quantity, lead_time_days, valid_from, valid_until',
)

export async function findPairs(tx: Tx, ids: string[]): Promise<Pair[]> {
  const { rows } = await tx.execute<Rows<Pair>>(sql`
    select supplier_id as "supplierId", product_id as "productId" from supplier_items
    where id = any(${sql.param(ids)}::uuid[])`)
  return rows
}

/** Suppliers by ID, number or name, locked in one order: changes of a price list follow each other. */
export async function lockSellers(
  tx: Tx,
  { ids, numbers, names }: { ids: string[]; numbers: string[]; names: string[] },
): Promise<Seller[]> {
  const { rows } = await tx.execute<Rows<Seller>>(sql`
    select id, supplier_no, name, currency, lead_time_days, version from suppliers
    where id in (
      select unnest(${sql.param(ids)}::uuid[])
      union select id from suppliers where supplier_no = any(${sql.param(numbers)}::text[])
      union select id from suppliers where name = any(${sql.param(names)}::text[]))
    order by id for no key update`)
  return rows
}

export async function findSoldItems(
  tx: Tx,
  { ids, skus }: { ids: string[]; skus: string[] },
): Promise<SoldItem[]> {
  const { rows } = await tx.execute<Rows<SoldItem>>(sql`
    select id, sku, name from products where sku = any(${sql.param(skus)}::text[])
    union select id, sku, name from products where id = any(${sql.param(ids)}::uuid[])`)
  return rows
}

/** Every price of these suppliers for these items, from the first day on. */
export async function findPricesOf(tx: Tx, pairs: Pair[], timeZone: string): Promise<FoundPrice[]> {
  const { rows } = await tx.execute<Rows<FoundPrice>>(sql`
    select i.id, i.supplier_id as "supplierId", i.product_id as "productId", i.updated_at as "updatedAt",
      extract(epoch from i.updated_at at time zone ${timeZone}) * 1000 as "updatedLocal",
      jsonb_build_object('supplier_sku', i.supplier_sku, 'price', i.price::text, 'currency', i.currency,
        'pack_size', i.pack_size, 'minimum_quantity', i.minimum_quantity, 'lead_time_days', i.lead_time_days,
        'valid_from', i.valid_from, 'valid_until', i.valid_until) as state
    from supplier_items i
      join jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as t ("supplierId" uuid, "productId" uuid)
      on i.supplier_id = t."supplierId" and i.product_id = t."productId"
    order by i.valid_from`)
  return rows.map((row) => ({
    ...row,
    updatedAt: new Date(row.updatedAt),
    updatedLocal: Number(row.updatedLocal),
  }))
}

/** The IDs by `placeOf`. */
export async function insertPrices(
  tx: Tx,
  tenantId: TenantId,
  prices: (Pair & { state: PriceState })[],
): Promise<Map<string, string>> {
  const given = prices.map(({ supplierId, productId, state }) => ({ supplierId, productId, ...state }))
  const { rows } = await tx.execute<Rows<Pair & { id: string; valid_from: string }>>(sql`
    insert into supplier_items (tenant_id, supplier_id, product_id, ${names})
    select ${tenantId}::uuid, "supplierId", "productId", ${names}
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as t ("supplierId" uuid, "productId" uuid, ${columns})
    returning id, supplier_id as "supplierId", product_id as "productId", to_char(valid_from, 'YYYY-MM-DD') as valid_from`)
  return new Map(rows.map((row) => [placeOf(row, row), row.id]))
}

/** No two prices of a supplier for an item begin on one day. */
export function placeOf({ supplierId, productId }: Pair, { valid_from }: { valid_from: string }): string {
  return `${supplierId} ${productId} ${valid_from}`
}

export async function updatePrices(tx: Tx, prices: { id: string; state: PriceState }[]): Promise<void> {
  const given = prices.map(({ id, state }) => ({ id, ...state }))
  await tx.execute(sql`
    update supplier_items i set (${names}, updated_at) =
      (select ${sql.raw(`t.supplier_sku, t.price, t.currency, t.pack_size, t.minimum_quantity, t.lead_time_days,
        t.valid_from, t.valid_until`)}, now())
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as t (id uuid, ${columns})
    where i.id = t.id`)
}

export async function deletePrices(tx: Tx, ids: string[]): Promise<void> {
  await tx.execute(sql`delete from supplier_items where id = any(${sql.param(ids)}::uuid[])`)
}

/** A price list has the version of its supplier. */
export async function raiseVersions(tx: Tx, supplierIds: string[]): Promise<void> {
  await tx.execute(sql`
    update suppliers set version = version + 1, updated_at = now()
    where id = any(${sql.param(supplierIds)}::uuid[])`)
}
