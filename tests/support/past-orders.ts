import type pg from 'pg'

interface Ids {
  tenantId: string
  supplierId: string
  itemId: string
  locationId: string
}

export interface PastOrders {
  /** What their numbers begin with. */
  prefix: string
  count: number
  /** Of ten orders, so many came late. */
  lateOfTen: number
  /** The first was due so many days ago, the last one so many. */
  from: number
  to: number
}

/**
 * Orders of one line that were due over a span of days, ordered 40 days before, each delivered in full and closed. Half of
 * those that came late were large, and one in ten of the others.
 */
export async function addPastOrders(
  client: pg.ClientBase | pg.Pool,
  { tenantId, supplierId, itemId, locationId }: Ids,
  { prefix, count, lateOfTen, from, to }: PastOrders,
): Promise<void> {
  await client.query(
    `with given as (
       select g, $5 || g as no, uuidv7() as order_id, uuidv7() as line_id, uuidv7() as delivery_id,
         current_date - ($8::integer - (g - 1) * ($8::integer - $9::integer) / greatest($6::integer - 1, 1)) as due,
         case when (g * 7) % 10 < $7::integer then 3 + g % 9 else -(g % 3) end as late,
         case when g % 20 < case when (g * 7) % 10 < $7::integer then 10 else 2 end then 40 else 10 end as quantity
       from generate_series(1, $6::integer) g
     ), whose as (select min(id::text)::uuid as id from users where tenant_id = $1
     ), orders as (
       insert into purchase_orders (tenant_id, id, order_no, supplier_id, status, currency, total, location_id, created_by,
         submitted_at, approved_at, sent_at, ended_at, created_at, updated_at)
       select $1, order_id, no, $2, 'closed', 'EUR', 25, $4, whose.id, due - 40, due - 40, due - 40,
         due + late, due - 40, due + late from given, whose returning id
     ), lines as (
       insert into purchase_order_lines (tenant_id, id, order_id, line_no, product_id, description, quantity, price, due_on,
         received, created_at, updated_at)
       select $1, line_id, order_id, 1, $3, 'Screw', quantity, 2.5, due, quantity, due - 40, due + late from given
         join orders on orders.id = order_id returning id
     ), arrived as (
       insert into deliveries (tenant_id, id, delivery_no, order_id, location_id, delivered_on, created_by, created_at,
         updated_at)
       select $1, delivery_id, 'DN' || no, order_id, $4, due + late, whose.id, due + late, due + late
       from given join orders on orders.id = order_id, whose returning id
     )
     insert into delivery_lines (tenant_id, delivery_id, order_line_id, line_no, quantity, created_at, updated_at)
     select $1, delivery_id, line_id, 1, quantity, due + late, due + late from given
       join lines on lines.id = line_id join arrived on arrived.id = delivery_id`,
    [tenantId, supplierId, itemId, locationId, prefix, count, lateOfTen, from, to],
  )
}
