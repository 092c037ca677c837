import { sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** The columns of an item that a file can change, as texts. */
export interface ItemState {
  product_name: string
  category: string | null
  sub_category: string | null
  brand: string | null
  unit: string
  barcode: string | null
  price: string
  currency: string
  supplier_no: string | null
  lifecycle: string
}

export interface FoundItem extends ItemState {
  id: string
  sku: string
  unit_cost: string
  version: number
}

/** The columns of a level that a file can change. */
export interface LevelState {
  bin: string | null
  minimum: number
  maximum: number | null
  reorder_point: number
  reorder_quantity: number
  notes: string | null
}

export interface FoundLevel extends LevelState {
  id: string
  productId: string
  locationId: string
  onHand: number
  reserved: number
  seq: number
  unit_cost: string
  updatedAt: Date
  /** Its wall clock in the tenant's zone, in milliseconds as if that were UTC. */
  updatedLocal: number
}

export interface FoundLocation {
  id: string
  code: string
  name: string
  allowsNegative: boolean
}

type Rows<T> = T & Record<string, unknown>

export async function findEveryLocation(tx: Tx): Promise<FoundLocation[]> {
  const { rows } = await tx.execute<Rows<FoundLocation>>(sql`
    select id, code, name, allows_negative as "allowsNegative" from locations order by code`)
  return rows
}

/** Items by SKU or by the ID of one of their levels, with those of the same SKU, locked in one order. */
export async function lockItems(tx: Tx, skus: string[], levelIds: string[]): Promise<FoundItem[]> {
  const { rows } = await tx.execute<Rows<FoundItem>>(sql`
    select p.id, p.sku, p.name as product_name, p.category, p.sub_category, p.brand, p.unit, p.barcode,
      p.unit_price as price, p.currency, s.supplier_no, p.status as lifecycle, p.unit_cost, p.version
    from products p left join suppliers s on s.id = p.supplier_id
    where p.sku = any(${sql.param(skus)}::text[])
      or p.sku in (select q.sku from inventory_items i join products q on q.id = i.product_id
        where i.id = any(${sql.param(levelIds)}::uuid[]))
    order by p.id for no key update of p`)
  return rows
}

/** Every level of these items, locked in the order that all postings take. */
export async function lockLevelsOf(tx: Tx, productIds: string[], timeZone: string): Promise<FoundLevel[]> {
  const { rows } = await tx.execute<Rows<FoundLevel>>(sql`
    select id, product_id as "productId", location_id as "locationId", on_hand as "onHand", reserved, seq,
      bin, minimum, maximum, reorder_point, reorder_quantity, notes, unit_cost, updated_at as "updatedAt",
      (extract(epoch from updated_at at time zone ${timeZone}) * 1000)::float8 as "updatedLocal"
    from inventory_items where product_id = any(${sql.param(productIds)}::uuid[])
    order by product_id, location_id for update`)
  return rows.map((row) => ({ ...row, updatedAt: new Date(row.updatedAt) }))
}

export async function findSupplierNumbers(tx: Tx, numbers: string[]): Promise<Set<string>> {
  const { rows } = await tx.execute<{ no: string }>(sql`
    select supplier_no as no from suppliers where supplier_no = any(${sql.param(numbers)}::text[])`)
  return new Set(rows.map(({ no }) => no))
}

const itemColumns =
  sql.raw(`sku text, product_name text, category text, sub_category text, brand text, unit text,
  barcode text, price numeric, currency text, supplier_no text, lifecycle text, unit_cost numeric`)
const supplierId = sql`(select s.id from suppliers s where s.supplier_no = v.supplier_no)`

/** Ids in the order of the given items; an item whose SKU and name are taken has none. */
export async function insertItems(
  tx: Tx,
  tenantId: TenantId,
  items: (ItemState & { sku: string; unit_cost: string })[],
): Promise<(string | undefined)[]> {
  const { rows } = await tx.execute<{ id: string; sku: string; name: string }>(sql`
    insert into products (tenant_id, sku, name, category, sub_category, brand, unit, barcode, unit_price, currency,
      supplier_id, status, unit_cost)
    select ${tenantId}::uuid, sku, product_name, category, sub_category, brand, unit, barcode, price, currency,
      ${supplierId}, lifecycle, unit_cost
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) v (${itemColumns})
    on conflict (tenant_id, sku, name) do nothing returning id, sku, name`)
  const ids = new Map(rows.map(({ id, sku, name }) => [JSON.stringify([sku, name]), id]))
  return items.map(({ sku, product_name }) => ids.get(JSON.stringify([sku, product_name])))
}

/** How many of them were changed: all, unless somebody else was quicker. */
export async function updateItems(tx: Tx, items: (ItemState & { id: string })[]): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    update products p set name = v.product_name, category = v.category, sub_category = v.sub_category, brand = v.brand,
      unit = v.unit, barcode = v.barcode, unit_price = v.price, currency = v.currency, supplier_id = ${supplierId},
      status = v.lifecycle, version = p.version + 1, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) v (id uuid, ${itemColumns}) where p.id = v.id`)
  return rowCount ?? 0
}

export interface LevelKeys {
  productId: string
  locationId: string
}

/** Those that were added, with what was decided of them; the others are there already. */
export async function insertLevels(
  tx: Tx,
  tenantId: TenantId,
  levels: (LevelKeys & LevelState & { unit_cost: string })[],
): Promise<LevelKeys[]> {
  const { rows } = await tx.execute<Rows<LevelKeys>>(sql`
    insert into inventory_items (tenant_id, product_id, location_id, unit_cost, bin, minimum, maximum, reorder_point,
      reorder_quantity, notes)
    select ${tenantId}::uuid, "productId", "locationId", unit_cost, bin, minimum, maximum, reorder_point,
      reorder_quantity, notes
    from jsonb_to_recordset(${JSON.stringify(levels)}::jsonb) v ("productId" uuid, "locationId" uuid,
      unit_cost numeric, bin text, minimum integer, maximum integer, reorder_point integer, reorder_quantity integer,
      notes text)
    on conflict (tenant_id, product_id, location_id) do nothing
    returning product_id as "productId", location_id as "locationId"`)
  return rows
}

export async function updateLevels(tx: Tx, levels: (LevelKeys & LevelState)[]): Promise<void> {
  await tx.execute(sql`
    update inventory_items i set bin = v.bin, minimum = v.minimum, maximum = v.maximum, notes = v.notes,
      reorder_point = v.reorder_point, reorder_quantity = v.reorder_quantity, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(levels)}::jsonb) v ("productId" uuid, "locationId" uuid, bin text,
      minimum integer, maximum integer, reorder_point integer, reorder_quantity integer, notes text)
    where i.product_id = v."productId" and i.location_id = v."locationId"`)
}

export async function findQuantities(tx: Tx, movementIds: string[]): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ id: string; quantity: number }>(sql`
    select id, quantity from stock_movements where id = any(${sql.param(movementIds)}::uuid[])`)
  return new Map(rows.map(({ id, quantity }) => [id, quantity]))
}

/** Items by ID, locked in one order. */
export async function lockItemsById(tx: Tx, ids: string[]): Promise<FoundItem[]> {
  const { rows } = await tx.execute<Rows<FoundItem>>(sql`
    select p.id, p.sku, p.name as product_name, p.category, p.sub_category, p.brand, p.unit, p.barcode,
      p.unit_price as price, p.currency, s.supplier_no, p.status as lifecycle, p.unit_cost, p.version
    from products p left join suppliers s on s.id = p.supplier_id
    where p.id = any(${sql.param(ids)}::uuid[]) order by p.id for no key update of p`)
  return rows
}

/** Which of these items have stock, reservations, an unfinished transfer or an open order. */
export async function findItemsInUse(tx: Tx, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.execute<{ id: string }>(sql`
    select p.id from products p where p.id = any(${sql.param(ids)}::uuid[]) and (
      exists (select from inventory_items i where i.product_id = p.id and (i.on_hand <> 0 or i.reserved <> 0))
      or exists (select from stock_transfers t where t.product_id = p.id and t.status in ('draft', 'in_transit'))
      or exists (select from purchase_order_lines l join purchase_orders o on o.id = l.order_id
        where l.product_id = p.id and o.status not in ('received', 'closed', 'cancelled')))`)
  return rows.map(({ id }) => id)
}
