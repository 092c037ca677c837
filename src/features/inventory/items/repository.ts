import { and, asc, desc, eq, notInArray, type SQL, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { inventoryItems, locations } from '#src/lib/db/schema/company/inventory.ts'
import { purchaseOrderLines, purchaseOrders } from '#src/lib/db/schema/company/purchasing.ts'
import { products } from '#src/lib/db/schema/company/sales.ts'
import { suppliers } from '#src/lib/db/schema/company/suppliers.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { LevelSettings } from '../schema.ts'

export type ItemRow = typeof products.$inferSelect & { leadTimeDays: number | null; onOrder: number }
export type NewItem = typeof products.$inferInsert
export type LevelRow = typeof inventoryItems.$inferSelect & { code: string; name: string; kind: string }

export interface ItemFilter {
  search: string | undefined
  status: string | undefined
  location: string | undefined
  category: string | undefined
  supplier: string | undefined
  tag: string | undefined
  abc: string | undefined
  needsReorder: boolean | undefined
}

export type ItemSort = 'sku' | 'name' | 'updated_at'

const sortColumns = { sku: products.sku, name: products.name, updated_at: products.updatedAt }

/** Pieces that suppliers were sent an order for and have not delivered. */
const onOrder = sql<number>`(select coalesce(sum(greatest(l.quantity - l.received, 0)), 0)::integer
  from purchase_order_lines l join purchase_orders o on o.tenant_id = l.tenant_id and o.id = l.order_id
  where l.tenant_id = ${products.tenantId} and l.product_id = ${products.id}
    and o.status in ('sent', 'partially_received'))`

const columns = { row: products, leadTimeDays: suppliers.leadTimeDays, onOrder }

/** In the asked order; with `after` those behind that value and id. */
export async function findItems(
  tx: Tx,
  filter: ItemFilter,
  page: {
    sort: ItemSort
    direction: 'asc' | 'desc'
    limit: number
    offset: number
    after: { value: string; id: string } | undefined
  },
): Promise<(ItemRow & { sortText: string })[]> {
  const column = sortColumns[page.sort]
  const order = page.direction === 'asc' ? asc : desc
  const { after } = page
  const value = page.sort === 'updated_at' ? sql`${after?.value}::timestamptz` : sql`${after?.value}::text`
  const isAfter = after
    ? sql`(${column}, ${products.id}) ${sql.raw(page.direction === 'asc' ? '>' : '<')} (${value}, ${after.id}::uuid)`
    : undefined
  const found = await tx
    .select({ ...columns, sortText: sql<string>`${column}::text` })
    .from(products)
    .leftJoin(suppliers, eq(suppliers.id, products.supplierId))
    .where(and(matches(filter), isAfter))
    .orderBy(order(column), order(products.id))
    .limit(page.limit)
    .offset(page.offset)
  return found.map(({ row, ...rest }) => ({ ...row, ...rest }))
}

export async function countItems(tx: Tx, filter: ItemFilter): Promise<number> {
  return tx.$count(products, matches(filter))
}

export async function findItem(tx: Tx, id: string): Promise<ItemRow | undefined> {
  const [found] = await tx
    .select(columns)
    .from(products)
    .leftJoin(suppliers, eq(suppliers.id, products.supplierId))
    .where(eq(products.id, id))
  if (!found) return undefined
  const { row, ...rest } = found
  return { ...row, ...rest }
}

/** Whether the tenant has this supplier. */
export async function hasSupplier(tx: Tx, id: string): Promise<boolean> {
  return (await tx.$count(suppliers, eq(suppliers.id, id))) > 0
}

/** Orders with this item that are neither ended nor received in full. */
export async function findOpenOrders(tx: Tx, id: string, limit: number): Promise<string[]> {
  const found = await tx
    .selectDistinct({ orderNo: purchaseOrders.orderNo })
    .from(purchaseOrderLines)
    .innerJoin(purchaseOrders, eq(purchaseOrders.id, purchaseOrderLines.orderId))
    .where(
      and(
        eq(purchaseOrderLines.productId, id),
        notInArray(purchaseOrders.status, ['received', 'closed', 'cancelled']),
      ),
    )
    .orderBy(purchaseOrders.orderNo)
    .limit(limit)
  return found.map(({ orderNo }) => orderNo)
}

export async function findLevels(tx: Tx, productIds: string[]): Promise<LevelRow[]> {
  const found = await tx
    .select({ row: inventoryItems, code: locations.code, name: locations.name, kind: locations.kind })
    .from(inventoryItems)
    .innerJoin(locations, eq(locations.id, inventoryItems.locationId))
    .where(sql`${inventoryItems.productId} = any(${sql.param(productIds)}::uuid[])`)
    .orderBy(asc(locations.code))
  return found.map(({ row, ...location }) => ({ ...row, ...location }))
}

/** Undefined when sku and name are taken. */
export async function insertItem(tx: Tx, values: NewItem): Promise<string | undefined> {
  const [row] = await tx
    .insert(products)
    .values(values)
    .onConflictDoNothing({ target: [products.tenantId, products.sku, products.name] })
    .returning({ id: products.id })
  return row?.id
}

export async function findTwin(tx: Tx, sku: string, name: string): Promise<string | undefined> {
  const [row] = await tx
    .select({ id: products.id })
    .from(products)
    .where(and(eq(products.sku, sku), eq(products.name, name)))
  return row?.id
}

/** Undefined when it was changed since that version. */
export async function updateItem(
  tx: Tx,
  { id, version }: Pick<ItemRow, 'id' | 'version'>,
  changes: Partial<NewItem>,
): Promise<string | undefined> {
  const [row] = await tx
    .update(products)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(products.id, id), eq(products.version, version)))
    .returning({ id: products.id })
  return row?.id
}

/** Sets what people decide of a level, and makes one where there is none; what is undefined stays. */
export async function setLevel(
  tx: Tx,
  tenantId: TenantId,
  item: { id: string; unitCost: string },
  level: LevelSettings,
): Promise<void> {
  await tx.execute(sql`
    insert into inventory_items (tenant_id, product_id, location_id, unit_cost)
    values (${tenantId}, ${item.id}, ${level.locationId}, ${item.unitCost})
    on conflict (tenant_id, product_id, location_id) do nothing`)
  await tx
    .update(inventoryItems)
    .set({
      bin: level.bin,
      minimum: level.minimum,
      maximum: level.maximum,
      reorderPoint: level.reorderPoint,
      reorderQuantity: level.reorderQuantity,
      updatedAt: sql`now()`,
    })
    .where(and(eq(inventoryItems.productId, item.id), eq(inventoryItems.locationId, level.locationId)))
}

const levelsOf = sql`select from inventory_items i where i.tenant_id = products.tenant_id and i.product_id = products.id`
const summed = (condition: SQL) => sql`(select ${condition} from inventory_items i
  where i.tenant_id = products.tenant_id and i.product_id = products.id)`
const needsReorder = sql`exists (${levelsOf} and i.on_hand - i.reserved <= i.reorder_point and i.reorder_point > 0)`
const isOver = sql`exists (${levelsOf} and i.on_hand > i.maximum)`
const notForSale = sql`select id from locations where kind in ('transit', 'quarantine')`
const hasSome = sql`coalesce(${summed(sql`sum(i.on_hand - i.reserved)
  filter (where i.location_id not in (${notForSale}))`)}, 0) > 0`
const lies = sql`coalesce(${summed(sql`max(i.last_movement_at)`)} < now() - interval '180 days', true)`

/** Each status where none before it holds: out of stock, low, over, dead, in stock. */
const statuses: Record<string, SQL> = {
  out_of_stock: sql`not ${hasSome}`,
  low: sql`${hasSome} and ${needsReorder}`,
  over: sql`${hasSome} and not ${needsReorder} and ${isOver}`,
  dead: sql`${hasSome} and not ${needsReorder} and not ${isOver} and ${lies}`,
  in_stock: sql`${hasSome} and not ${needsReorder} and not ${isOver} and not ${lies}`,
}

function matches(filter: ItemFilter): SQL | undefined {
  const { search, status, location, category, supplier, tag, abc } = filter
  const pattern = search && `%${search.normalize('NFC').replace(/[\\%_]/g, '\\$&')}%`
  return and(
    sql`${products.status} <> 'archived'`,
    pattern
      ? sql`concat_ws(chr(10), products.sku, products.name, products.barcode, products.brand) ilike ${pattern}`
      : undefined,
    status ? statuses[status] : undefined,
    location
      ? sql`exists (${levelsOf} and i.location_id in (select id from locations where code = ${location}))`
      : undefined,
    category ? eq(products.category, category) : undefined,
    supplier ? eq(products.supplierId, supplier) : undefined,
    tag ? sql`${products.tags} @> array[${tag}]::text[]` : undefined,
    abc ? eq(products.abcClass, abc) : undefined,
    filter.needsReorder === undefined
      ? undefined
      : filter.needsReorder
        ? needsReorder
        : sql`not ${needsReorder}`,
  )
}
