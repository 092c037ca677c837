import type pg from 'pg'
import { type Ids, insertRows, timestamps } from '../../insert-rows.ts'
import { type InventoryItem, locations } from '../stock.ts'

interface Known {
  productIds: Ids
  locationIds: Ids
  deliveryIds: Ids
  /** Numbers of deliveries by what they brought where and when. */
  receipts: Map<string, string>
}

/** The levels, and the ledger and the promises that fill them; receipts name the delivery that brought them. */
export async function insertInventory(
  client: pg.ClientBase,
  tenantId: string,
  items: InventoryItem[],
  { productIds, locationIds, deliveryIds, receipts }: Known,
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
        }
      }),
    ),
  )
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
  await setCounted(
    client,
    tenantId,
    items.map((item) => ({ ...keyOf(item), countedAt: item.lastCountedAt })),
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

/** When a level was last counted is older than its ledger tells. */
async function setCounted(
  client: pg.ClientBase,
  tenantId: string,
  counted: { productId: string; locationId: string; countedAt: string | null }[],
): Promise<void> {
  await client.query(
    `update inventory_items i set last_counted_at = c.counted_at
     from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) as c (product_id, location_id, counted_at)
     where i.tenant_id = $1 and i.product_id = c.product_id and i.location_id = c.location_id`,
    [
      tenantId,
      counted.map(({ productId }) => productId),
      counted.map(({ locationId }) => locationId),
      counted.map(({ countedAt }) => countedAt),
    ],
  )
}
