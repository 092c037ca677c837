import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '#src/lib/permissions.ts'
import type { Rule, World } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']

const orders = '/v1/purchase-orders'
const reason = () => ({ reason: 'The matrix' })
const place = ({ places, tenant }: World) => places[tenant.id]!.to
const lines = () => [{ item_id: randomUUID(), quantity: 1, price: '1', due_on: '2030-01-01' }]

const read = { may: managers, reads: true, answer: 200 } as const
const move = { may: managers, subject: 'order', answer: 200, changes: true } as const
// The order is a draft, which cannot do this yet.
const early = { ...move, answer: 409 } as const

/** Who may do what with orders and deliveries. */
export const orderRules: Rule[] = [
  { route: `GET ${orders}`, ...read },
  // Its supplier is none of the company's.
  {
    route: `POST ${orders}`,
    ...{ may: managers, answer: 400, changes: true },
    body: (world) => ({ supplier_id: randomUUID(), location_id: place(world), lines: lines() }),
  },
  { route: `GET ${orders}/{id}`, ...read, subject: 'order' },
  { route: `GET ${orders}/{id}/pdf`, ...read, subject: 'order' },
  {
    route: `PUT ${orders}/{id}`,
    ...{ ...move, version: 1, answer: 400 },
    body: (world) => ({ location_id: place(world), lines: lines() }),
  },
  { route: `PATCH ${orders}/{id}`, ...move, version: 1, body: () => ({ notes: 'The matrix' }) },
  { route: `POST ${orders}/{id}/submit`, ...move },
  { route: `POST ${orders}/{id}/return`, ...early, body: reason },
  { route: `POST ${orders}/{id}/approve`, ...early, may: admins },
  { route: `POST ${orders}/{id}/send`, ...early },
  {
    route: `POST ${orders}/{id}/confirm`,
    ...early,
    body: (_, id) => ({ lines: [{ id, confirmed_on: '2030-01-01' }] }),
  },
  { route: `POST ${orders}/{id}/cancel`, ...move, body: reason },
  { route: `POST ${orders}/{id}/close`, ...early, body: reason },
  { route: 'GET /v1/deliveries', ...read },
  {
    route: 'POST /v1/deliveries',
    ...early,
    body: (_, id) => ({ order_id: id, lines: [{ order_line_id: randomUUID(), quantity: 1 }] }),
  },
  { route: 'GET /v1/deliveries/{id}', ...read, subject: 'delivery' },
  { route: 'GET /v1/deliveries/{id}/pdf', ...read, subject: 'delivery' },
  { route: 'POST /v1/deliveries/{id}/reverse', ...move, subject: 'delivery', body: reason },
  { route: 'GET /v1/purchasing/settings', ...read },
  {
    route: 'PATCH /v1/purchasing/settings',
    // Someone else has always changed them since.
    ...{ may: admins, answer: 412, changes: true },
    body: () => ({ tolerance_percent: 5, version: 999_999 }),
  },
]

/** An order of one line, as one of the users wrote it. */
export async function addOrder(
  owner: pg.Pool,
  tenantId: string,
  status = 'draft',
  quantity = 5,
): Promise<string> {
  const { rows } = await owner.query(
    `with s as (insert into suppliers (tenant_id, supplier_no, name, currency, status)
         values ($1, uuidv7(), 'Matrix', 'EUR', 'active') returning id),
       p as (insert into products (tenant_id, sku, name, unit_price, unit_cost)
         values ($1, uuidv7(), 'Matrix', 2, 1) returning id),
       o as (insert into purchase_orders (tenant_id, order_no, supplier_id, status, currency, total, location_id,
           created_by, submitted_at, approved_at, sent_at)
         select $1, uuidv7(), s.id, $2, 'EUR', $3, l.id, u.id, now(), now(), now()
         from s, (select id from locations where tenant_id = $1 order by code limit 1) l,
           (select id from users where tenant_id = $1 order by id limit 1) u returning id)
     insert into purchase_order_lines (tenant_id, order_id, line_no, product_id, description, quantity, price, due_on)
     select $1, o.id, 1, p.id, 'Matrix', $3, 1, '2030-01-01' from o, p returning order_id as id`,
    [tenantId, status, quantity],
  )
  return rows[0].id
}

/** All that was ordered, delivered at once. */
export async function addDelivery(owner: pg.Pool, tenantId: string): Promise<string> {
  const orderId = await addOrder(owner, tenantId, 'received')
  const { rows } = await owner.query(
    `with l as (update purchase_order_lines set received = 5 where order_id = $2 returning *),
       d as (insert into deliveries (tenant_id, delivery_no, order_id, location_id, delivered_on, created_by)
         select $1, uuidv7(), id, location_id, '2026-01-05', created_by from purchase_orders where id = $2 returning *)
     insert into delivery_lines (tenant_id, delivery_id, order_line_id, line_no, quantity)
     select $1, d.id, l.id, 1, 5 from d, l returning delivery_id as id`,
    [tenantId, orderId],
  )
  await owner.query(
    `insert into stock_movements (tenant_id, product_id, location_id, quantity, kind, delivery_id)
     select $1, l.product_id, d.location_id, 5, 'receipt', d.id
     from deliveries d join purchase_order_lines l on l.order_id = d.order_id where d.id = $2`,
    [tenantId, rows[0].id],
  )
  return rows[0].id
}
