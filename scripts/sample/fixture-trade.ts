import { saleStatuses, shipModes } from '#src/lib/db/schema/sales.ts'
import { after, anyOf, inTurn, numbered, roll } from './fixture-sql.ts'
import { names, notes, type Place, places, warehouses } from './fixture-texts.ts'

// Every statement takes the tenant as $1, how many rows as $2 and the tenant's seed as $3.

const name = (salt: number) =>
  `case when ${roll(salt, 3)} = 0 then ${inTurn(names)} else ${inTurn(names)} || ' ' || g end`

const epoch = `timestamptz '2020-01-01 00:00:00+00'`

const placeColumn = (salt: number, key: keyof Place) =>
  anyOf(
    salt,
    places.map((place) => place[key]),
  )

export const insertCustomers = `
  insert into customers (tenant_id, customer_no, name, segment, email, phone, country, city, state, region,
    postal_code, is_active, credit_limit, first_order_date, last_order_date, notes, created_at, updated_at)
  select $1, ${numbered('C-', 'g')}, ${name(1)},
    ${anyOf(2, ['Consumer', 'Corporate', 'Home Office', null])},
    case when ${roll(3, 10)} > 0 then 'customer' || g || '@mail.example' end,
    case ${roll(4, 5)} when 0 then null when 1 then '' else '+49 30 ' || lpad(g::text, 7, '0') end,
    ${placeColumn(5, 'country')}, ${placeColumn(5, 'city')}, ${placeColumn(5, 'state')},
    ${placeColumn(5, 'region')}, ${placeColumn(5, 'postalCode')},
    ${roll(6, 5)} > 0,
    case ${roll(7, 20)} when 0 then 999999999999.99 when 1 then 0 when 2 then null else ${roll(8, 40)} * 250.25 end,
    first_order, first_order + ${roll(11, 700)}, ${anyOf(12, notes)}, created, ${after(15, 'created')}
  from generate_series(1, $2::integer) g,
    lateral (select case when ${roll(9, 15)} > 0 then date '2020-02-28' + ${roll(10, 1200)} end as first_order,
      ${after(13, epoch)} as created) o`

export const insertProducts = `
  insert into products (tenant_id, sku, name, category, sub_category, unit_price, unit_cost, is_active, attributes)
  select $1, ${numbered('SKU-', 'g')}, ${name(21)},
    ${anyOf(22, ['Furniture', 'Office Supplies', 'Technology', 'Möbel', null])},
    ${anyOf(23, ['Chairs', 'Paper', 'Phones', 'Büro, allgemein', ''])},
    price, round(price * (40 + ${roll(25, 55)}) / 100, 4), ${roll(26, 10)} > 0,
    jsonb_build_object('colour', ${anyOf(27, ['red', 'grün', '青', null])}, 'weight_kg', round(${roll(28, 500)} / 10.0, 1),
      'tags', jsonb_build_array('a', 'b "quoted"', ${inTurn(notes)}), 'formula', '=1+1')
  from generate_series(1, $2::integer) g,
    lateral (select (1 + ${roll(24, 99_999_999)}) / 10000.0 as price) p`

// Joined by numbers that have an index: tables just filled have no statistics, and the planner would
// otherwise compare every line with every product.
export const insertSales = `
  with lines as (select g, g / 3 as o, ${inTurn(saleStatuses, `${roll(31, 1000, '(g / 3)')}`)} as status,
        date '2021-12-25' + ${roll(32, 1100, '(g / 3)')} as order_date,
        ${numbered('C-', `1 + ${roll(33, 2_000_000_000, '(g / 3)')} % $2`)} as customer_no,
        ${numbered('SKU-', `1 + ${roll(34, 2_000_000_000)} % (($2 + 3) / 4)`)} as sku,
        1 + ${roll(35, 14)} as quantity,
        (array[0, 0, 0, 0.1, 0.15, 0.2, 0.3333, 0.8])[1 + ${roll(36, 8)}] as discount
      from generate_series(1, $2::integer) g)
  insert into sales (tenant_id, line_no, order_no, order_date, ship_date, ship_mode, status, customer_id, product_id,
    country, city, state, region, postal_code, quantity, unit_price, discount, amount, profit, notes,
    created_at, updated_at)
  select $1, g, ${numbered('SO-', 'o')}, order_date,
    case when status not in ('processing', 'cancelled') then order_date + ${roll(37, 7, 'o')} end,
    ${anyOf(38, shipModes, 'o')}, status, c.id, p.id, c.country, c.city, c.state, c.region, c.postal_code,
    quantity, p.unit_price, discount, round(quantity * p.unit_price * (1 - discount), 4),
    round(quantity * (p.unit_price * (1 - discount) - p.unit_cost), 4), ${anyOf(39, notes)},
    created, ${after(40, 'created')}
  from lines cross join lateral (select (order_date + time '09:30') at time zone 'UTC' as created) t
    join customers c on c.tenant_id = $1 and c.customer_no = lines.customer_no
    join products p on p.tenant_id = $1 and p.sku = lines.sku
  order by g`

/** Four warehouses a product: it takes a quarter as many products. */
export const insertInventory = `
  insert into inventory_items (tenant_id, product_id, warehouse, bin, on_hand, reserved, reorder_point,
    reorder_quantity, unit_cost, last_counted_at, notes, created_at, updated_at)
  select $1, p.id, ${inTurn(warehouses, '(g - 1)')},
    case when ${roll(51, 8)} > 0 then chr(65 + ${roll(52, 6)}) || '-' || ${roll(53, 40)} end,
    ${roll(54, 400)} - 20, ${roll(55, 30)}, ${roll(56, 60)}, 10 * (1 + ${roll(57, 12)}), p.unit_cost,
    case when ${roll(58, 10)} > 0 then ${after(59, 'created')} end, ${anyOf(61, notes)}, created, ${after(64, 'created')}
  from generate_series(1, $2::integer) g cross join lateral (select ${after(62, epoch)} as created) t
    join products p on p.tenant_id = $1 and p.sku = ${numbered('SKU-', '(g + 3) / 4')}
  order by g`
