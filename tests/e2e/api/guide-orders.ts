import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { addDelivery, addOrder } from './rights/orders.ts'

/** What the variables of the guide's chapter on orders stand for. */
export async function arrangeOrders(owner: pg.Pool, tenantId: string): Promise<Record<string, string>> {
  const { rows } = await owner.query(
    `insert into locations (tenant_id, code, name, kind)
     select $1, code, 'A place', kind from unnest($2::text[], array['warehouse', 'quarantine']) as t (code, kind)
     returning id`,
    [tenantId, [randomUUID(), randomUUID()]],
  )
  const SENT_ORDER_ID = await addOrder(owner, tenantId, 'sent', 100)
  const lines = await owner.query('select id from purchase_order_lines where order_id = $1', [SENT_ORDER_ID])
  return {
    ...{ PLACE_ID: rows[0].id, SENT_ORDER_ID, ORDER_LINE_ID: lines.rows[0].id },
    DRAFT_ORDER_ID: await addOrder(owner, tenantId),
    SUBMITTED_ORDER_ID: await addOrder(owner, tenantId, 'submitted'),
    APPROVED_ORDER_ID: await addOrder(owner, tenantId, 'approved'),
    ARRIVED_ID: await addDelivery(owner, tenantId),
  }
}
