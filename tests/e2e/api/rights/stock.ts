import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '#src/lib/permissions.ts'
import type { Places, Rule, World } from './rule.ts'

const managers: readonly Role[] = ['super_admin', 'admin', 'manager']
const admins: readonly Role[] = ['super_admin', 'admin']

const stock = '/v2/inventory'
const item = () => ({ sku: randomUUID(), name: 'Matrix', unitCost: '1', price: '2', currency: 'EUR' })
const asRead = () => ({ 'If-Match': '"1"' })
const from = ({ places, tenant }: World) => places[tenant.id]!.from
const movement = (world: World) => ({ location_id: from(world), quantity: 1, reason: 'The matrix' })

const read = { may: managers, reads: true, answer: 200 } as const
const readOne = { ...read, subject: 'stock' } as const
const change = { may: managers, subject: 'item', answer: 200, changes: true } as const
const post = { may: managers, subject: 'stock', answer: 201, changes: true } as const

/** Who may do what with the company's stock. */
export const stockRules: Rule[] = [
  { route: `GET ${stock}`, ...read },
  { route: `POST ${stock}`, may: managers, body: item, answer: 201, changes: true },
  { route: `GET ${stock}/{id}`, ...readOne },
  { route: `PUT ${stock}/{id}`, ...change, headers: asRead, body: item },
  { route: `PATCH ${stock}/{id}`, ...change, body: () => ({ brand: 'Matrix' }) },
  { route: `DELETE ${stock}/{id}`, ...change, may: admins, headers: asRead },
  { route: `GET ${stock}/{id}/movements`, ...readOne },
  {
    route: `POST ${stock}/{id}/movements/{movementId}/reverse`,
    ...post,
    body: () => ({ reason: 'The matrix' }),
  },
  { route: `GET ${stock}/{id}/commitments`, ...readOne },
  { route: `POST ${stock}/{id}/adjust`, ...post, body: movement },
  {
    route: `POST ${stock}/{id}/reserve`,
    ...post,
    body: (world) => ({ location_id: from(world), quantity: 1 }),
  },
  { route: `POST ${stock}/{id}/release`, ...post, answer: 200, body: (_, id) => ({ reservation_id: id }) },
  {
    route: `POST ${stock}/transfer`,
    ...post,
    body: (world, id) => ({
      ...{ item_id: id, quantity: 1, from_location_id: from(world) },
      to_location_id: world.places[world.tenant.id]!.to,
    }),
  },
  { route: `GET ${stock}/transfer/{id}`, ...readOne },
  { route: `POST ${stock}/transfer/{id}/send`, ...post, answer: 200 },
  { route: `POST ${stock}/transfer/{id}/cancel`, ...post, answer: 200 },
  // Its goods have not left yet.
  { route: `POST ${stock}/transfer/{id}/receive`, ...post, answer: 409, body: () => ({ quantity: 1 }) },
  {
    route: `POST ${stock}/count`,
    ...post,
    body: (world, id) => ({ location_id: from(world), lines: [{ item_id: id, counted: 7 }] }),
  },
  { route: `GET ${stock}/counts`, ...read },
  {
    route: `POST ${stock}/counts`,
    // It names one of many items in its body, and not what the path is about.
    ...{ ...post, but: { unknown: 400, 'of another company': 400 } },
    body: (world, id) => ({ location_id: from(world), item_ids: [id] }),
  },
  { route: `GET ${stock}/counts/{id}`, ...readOne },
  { route: `GET ${stock}/counts/{id}/lines`, ...readOne },
  {
    route: `POST ${stock}/counts/{id}/lines`,
    ...{ ...post, answer: 200 },
    body: (_, id) => ({ lines: [{ item_id: id, counted: 7 }] }),
  },
  // It is counting already, and not in review yet.
  { route: `POST ${stock}/counts/{id}/start`, ...post, answer: 409 },
  { route: `POST ${stock}/counts/{id}/post`, ...post, answer: 409 },
  {
    route: `POST ${stock}/counts/{id}/submit`,
    ...{ ...post, answer: 200 },
    body: () => ({ uncounted: 'zero' }),
  },
  { route: `POST ${stock}/counts/{id}/cancel`, ...post, answer: 200 },
  {
    route: `POST ${stock}/batch`,
    ...{ ...post, answer: 200 },
    headers: () => ({ 'Idempotency-Key': randomUUID() }),
    body: (world, id) => ({ operations: [{ op: 'adjust', item_id: id, ...movement(world) }] }),
  },
  { route: `GET ${stock}/reorder`, ...read },
  // The item is none of the company's.
  {
    route: `POST ${stock}/reorder/orders`,
    ...{ may: managers, answer: 400, changes: true },
    headers: () => ({ 'Idempotency-Key': randomUUID() }),
    body: () => ({ lines: [{ item_id: randomUUID() }] }),
  },
  { route: `GET ${stock}/alerts`, ...read },
  { route: `GET ${stock}/analytics`, ...read },
  { route: `GET ${stock}/locations`, ...read },
  {
    route: `POST ${stock}/locations`,
    ...{ may: admins, answer: 201, changes: true },
    body: () => ({ code: randomUUID(), name: 'Matrix' }),
  },
]

/** Two warehouses and the road between them. */
export async function addPlaces(owner: pg.Pool, tenantId: string): Promise<Places> {
  const { rows } = await owner.query(
    `insert into locations (tenant_id, code, name, kind, allows_negative)
     select $1, uuidv7(), 'Matrix', kind, true from unnest(array['warehouse', 'warehouse', 'transit']) kind
     returning id`,
    [tenantId],
  )
  const [source, target, transit] = rows.map(({ id }) => id)
  return { from: source, to: target, transit }
}

export async function addItem(owner: pg.Pool, tenantId: string): Promise<string> {
  const { rows } = await owner.query(
    `insert into products (tenant_id, sku, name, unit_price, unit_cost)
     values ($1, uuidv7(), 'Matrix', 2, 1) returning id`,
    [tenantId],
  )
  return rows[0].id
}

/** An item with a movement, a reservation, a planned transfer and a count, each of them by the ID of the item. */
export async function addStock({ owner, places }: World, tenantId: string): Promise<string> {
  const id = await addItem(owner, tenantId)
  const place = places[tenantId]!
  const own = [tenantId, id, place.from]
  await owner.query(
    `insert into stock_movements (tenant_id, id, product_id, location_id, quantity, kind)
     values ($1, $2, $2, $3, 5, 'receipt')`,
    own,
  )
  await owner.query(
    `insert into stock_reservations (tenant_id, id, product_id, location_id, quantity, open_quantity)
     values ($1, $2, $2, $3, 1, 1)`,
    own,
  )
  await owner.query(
    `insert into stock_transfers (tenant_id, id, product_id, from_location_id, to_location_id, transit_location_id,
       quantity, status) values ($1, $2, $2, $3, $4, $5, 1, 'draft')`,
    [...own, place.to, place.transit],
  )
  await owner.query(
    `with counted as (
       insert into stock_counts (tenant_id, id, number, location_id, scope, status, lines, created_by)
       select $1, $2::uuid, abs(hashtext($2::uuid::text)) % 1000000000, $3, 'items', 'counting', 1, id
       from users where tenant_id = $1 limit 1 returning id)
     insert into stock_count_lines (tenant_id, count_id, product_id, position) select $1, id, id, 1 from counted`,
    own,
  )
  return id
}
