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
  {
    route: `POST ${stock}/batch`,
    ...{ ...post, answer: 200 },
    headers: () => ({ 'Idempotency-Key': randomUUID() }),
    body: (world, id) => ({ operations: [{ op: 'adjust', item_id: id, ...movement(world) }] }),
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

/** An item with a movement, a reservation and a planned transfer, each of them by the ID of the item. */
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
  return id
}
