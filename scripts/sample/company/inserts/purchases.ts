import type pg from 'pg'
import { type Ids, insertRows, timestamps } from '../../insert-rows.ts'
import type { Purchase } from '../purchases.ts'
import { rejectionReason } from '../recent-purchases.ts'

interface Known {
  supplierIds: Ids
  productIds: Ids
  locationIds: Ids
  createdBy: string
}

const beforeSending = ['draft', 'submitted', 'approved']

/** Orders with their lines and deliveries; the ids of the deliveries by number. */
export async function insertPurchases(
  client: pg.ClientBase,
  tenantId: string,
  purchases: Purchase[],
  { supplierIds, productIds, locationIds, createdBy }: Known,
): Promise<Ids> {
  const orderIds = await insertRows(
    client,
    'purchase_orders',
    tenantId,
    {
      ...{ orderNo: 'text', supplierId: 'uuid', locationId: 'uuid', status: 'text', currency: 'text' },
      ...{ total: 'numeric', createdBy: 'uuid', submittedBy: 'uuid', submittedAt: 'timestamptz' },
      ...{
        approvedAt: 'timestamptz',
        sentAt: 'timestamptz',
        confirmedAt: 'timestamptz',
        endedAt: 'timestamptz',
      },
      ...timestamps,
    },
    purchases.map(({ orderNo, status, currency, total, createdAt, updatedAt, ...order }) => {
      const submittedAt = status === 'draft' ? null : createdAt
      const sentAt = beforeSending.includes(status) ? null : createdAt
      return {
        ...{ orderNo, status, currency, total, createdBy, createdAt, updatedAt, submittedAt, sentAt },
        supplierId: supplierIds.get(order.supplierNo)!,
        locationId: locationIds.get(order.location)!,
        submittedBy: submittedAt && createdBy,
        approvedAt: status === 'submitted' ? null : submittedAt,
        confirmedAt: order.isConfirmed ? updatedAt : null,
        endedAt: status === 'closed' ? updatedAt : null,
      }
    }),
  )
  const lines = purchases.flatMap((order, index) =>
    order.lines.map((line, place) => ({ order, line, place, orderId: orderIds[index]! })),
  )
  const lineIds = await insertRows(
    client,
    'purchase_order_lines',
    tenantId,
    {
      ...{ orderId: 'uuid', lineNo: 'integer', productId: 'uuid', description: 'text', quantity: 'integer' },
      ...{ price: 'numeric', dueOn: 'date', confirmedOn: 'date', received: 'integer' },
      ...{ rejected: 'integer', ...timestamps },
    },
    lines.map(({ order, line: { productKey, ...line }, place, orderId }) => ({
      ...{ ...line, orderId, lineNo: place + 1, productId: productIds.get(productKey)!, dueOn: order.dueOn },
      confirmedOn: order.isConfirmed ? order.dueOn : null,
      received: order.deliveryNo ? line.quantity - line.rejected : 0,
      ...{ createdAt: order.createdAt, updatedAt: order.updatedAt },
    })),
  )
  const arrived = purchases.flatMap((order, index) =>
    order.deliveryNo ? [{ order, orderId: orderIds[index]!, deliveryNo: order.deliveryNo }] : [],
  )
  const ids = await insertRows(
    client,
    'deliveries',
    tenantId,
    {
      ...{ deliveryNo: 'text', orderId: 'uuid', locationId: 'uuid', quarantineLocationId: 'uuid' },
      ...{ deliveredOn: 'date', createdBy: 'uuid' },
      ...timestamps,
    },
    arrived.map(({ order, ...delivery }) => ({
      ...{
        ...delivery,
        locationId: locationIds.get(order.location)!,
        quarantineLocationId: order.lines.some(({ rejected }) => rejected > 0)
          ? locationIds.get(`${order.location}-Q`)!
          : null,
        deliveredOn: order.deliveredOn,
        createdBy,
      },
      ...{ createdAt: order.updatedAt, updatedAt: order.updatedAt },
    })),
  )
  const deliveryIds: Ids = new Map(arrived.map(({ deliveryNo }, index) => [deliveryNo, ids[index]!]))
  await insertRows(
    client,
    'delivery_lines',
    tenantId,
    {
      ...{
        deliveryId: 'uuid',
        orderLineId: 'uuid',
        lineNo: 'integer',
        quantity: 'integer',
        rejected: 'integer',
      },
      ...{ rejectionReason: 'text', ...timestamps },
    },
    lines.flatMap(({ order, line, place }, index) => {
      const deliveryId = order.deliveryNo && deliveryIds.get(order.deliveryNo)
      if (!deliveryId) return []
      const { updatedAt } = order
      const { quantity, rejected } = line
      return [
        {
          deliveryId,
          orderLineId: lineIds[index]!,
          lineNo: place + 1,
          quantity,
          rejected,
          rejectionReason: rejected > 0 ? rejectionReason : null,
          createdAt: updatedAt,
          updatedAt,
        },
      ]
    }),
  )
  await client.query(
    `insert into purchasing_settings (tenant_id, approval_limit, approval_currency, tolerance_percent,
       last_order_number, last_delivery_number, version) values ($1, 2500, 'USD', 5, $2, $3, 1)`,
    [tenantId, purchases.length, arrived.length],
  )
  return deliveryIds
}
