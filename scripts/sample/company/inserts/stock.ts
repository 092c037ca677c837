import type pg from 'pg'
import { type Ids, insertRows, timestamps } from '../../insert-rows.ts'
import { countedAt, countNumbers, type InventoryItem, locations } from '../stock.ts'

interface Known {
  productIds: Ids
  locationIds: Ids
  deliveryIds: Ids
  createdBy: string
  /** Numbers of deliveries by what they brought where and when. */
  receipts: Map<string, string>
}

/** The levels, and the ledger and the promises that fill them; receipts name the delivery that brought them. */
export async function insertInventory(
  client: pg.ClientBase,
  tenantId: string,
  items: InventoryItem[],
  { productIds, locationIds, deliveryIds, createdBy, receipts }: Known,
): Promise<void> {
  const keyOf = ({ productKey, location }: InventoryItem) => ({
    productId: productIds.get(productKey)!,
    locationId: locationIds.get(location)!,
  })
  await insertRows(
    client,
    'inventory_items',
    tenantId,
    {
      ...level,
      bin: 'text',
      reorderPoint: 'integer',
      reorderQuantity: 'integer',
      unitCost: 'numeric',
      ...timestamps,
    },
    items.map((item) => {
      const { bin, reorderPoint, reorderQuantity, unitCost, createdAt, updatedAt } = item
      return { ...keyOf(item), bin, reorderPoint, reorderQuantity, unitCost, createdAt, updatedAt }
    }),
  )
  const countIds = await insertCounts(client, tenantId, locationIds, createdBy)
  await insertRows(
    client,
    'stock_movements',
    tenantId,
    {
      ...level,
      quantity: 'integer',
      kind: 'text',
      reason: 'text',
      reference: 'text',
      unitCost: 'numeric',
      deliveryId: 'uuid',
      countId: 'uuid',
      occurredAt: 'timestamptz',
      postedAt: 'timestamptz',
    },
    items.flatMap((item) =>
      item.movements.map(({ at, ...line }) => {
        const receipt = `${item.productKey} ${item.location} ${at.slice(0, 10)}`
        const deliveryNo = line.kind === 'receipt' ? receipts.get(receipt) : undefined
        return {
          ...{ ...keyOf(item), ...line, occurredAt: at, postedAt: at },
          reference: deliveryNo ?? line.reference,
          deliveryId: deliveryNo ? deliveryIds.get(deliveryNo)! : null,
          countId: line.kind === 'count' ? countIds.get(item.location)! : null,
        }
      }),
    ),
  )
  await insertCountLines(client, [...countIds.values()])
  await insertOpenCount(client, tenantId, locationIds.get('PHI')!, createdBy)
  await insertRows(
    client,
    'stock_reservations',
    tenantId,
    { ...level, quantity: 'integer', openQuantity: 'integer', reference: 'text', ...timestamps },
    items.flatMap((item) =>
      item.reservations.map(({ quantity, reference, createdAt }) => ({
        ...keyOf(item),
        ...{ quantity, openQuantity: quantity, reference, createdAt, updatedAt: createdAt },
      })),
    ),
  )
}

/** The annual stock-take of each warehouse, posted. */
async function insertCounts(
  client: pg.ClientBase,
  tenantId: string,
  locationIds: Ids,
  createdBy: string,
): Promise<Ids> {
  const ids: Ids = new Map()
  for (const [code, number] of countNumbers) {
    const { rows } = await client.query<{ id: string }>(
      `insert into stock_counts (tenant_id, number, location_id, scope, note, status, created_by, posted_by, created_at,
         started_at, submitted_at, posted_at, updated_at)
       select $1, $2, $3, 'location', 'Annual stock-take', 'posted', $4, $4, posted - interval '9 hours',
         posted - interval '8 hours', posted - interval '1 hour', posted, posted
       from (select $5::timestamptz as posted) t returning id`,
      [tenantId, number, locationIds.get(code)!, createdBy, countedAt],
    )
    ids.set(code, rows[0]!.id)
  }
  return ids
}

/** What they counted is what their movements say. */
async function insertCountLines(client: pg.ClientBase, countIds: string[]): Promise<void> {
  await client.query(
    `with inserted as (
       insert into stock_count_lines (tenant_id, count_id, product_id, position, bin, counted, expected, seq, unit_cost,
         counted_by, counted_at)
       select m.tenant_id, c.id, m.product_id, row_number() over (partition by c.id order by i.bin, p.sku, p.id), i.bin,
         m.balance_after, m.balance_after - m.quantity, m.seq - 1, i.unit_cost, c.created_by, c.submitted_at
       from stock_counts c join stock_movements m on m.count_id = c.id
         join inventory_items i on i.product_id = m.product_id and i.location_id = m.location_id
         join products p on p.id = m.product_id
       where c.id = any($1) returning count_id)
     update stock_counts c set lines = n, counted = n
     from (select count_id, count(*)::integer as n from inserted group by count_id) t where c.id = t.count_id`,
    [countIds],
  )
}

/** One that somebody is to begin. */
async function insertOpenCount(
  client: pg.ClientBase,
  tenantId: string,
  locationId: string,
  createdBy: string,
): Promise<void> {
  await client.query(
    `with opened as (
       insert into stock_counts (tenant_id, number, location_id, scope, category, lines, created_by)
       select $1, $2, $3, 'category', 'Technology', count(*), $4 from inventory_items i
         join products p on p.id = i.product_id where i.location_id = $3 and p.category = 'Technology' returning id)
     insert into stock_count_lines (tenant_id, count_id, product_id, position, bin)
     select $1, o.id, p.id, row_number() over (order by i.bin, p.sku, p.id), i.bin
     from opened o cross join inventory_items i join products p on p.id = i.product_id
     where i.location_id = $3 and p.category = 'Technology'`,
    [tenantId, countNumbers.size + 1, locationId, createdBy],
  )
}

const level = { productId: 'uuid', locationId: 'uuid' }

export async function insertLocations(client: pg.ClientBase, tenantId: string): Promise<Ids> {
  const ids: Ids = new Map()
  const types = { code: 'text', name: 'text', kind: 'text', parentId: 'uuid' }
  for (const { parent, ...row } of locations) {
    const parentId = parent === null ? null : ids.get(parent)!
    const [id] = await insertRows(client, 'locations', tenantId, types, [{ ...row, parentId }])
    ids.set(row.code, id!)
  }
  return ids
}
