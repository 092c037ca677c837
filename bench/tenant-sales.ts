import pg from 'pg'
import type { FixtureTenant } from '../scripts/sample/fixtures.ts'
import { addTenants } from '../tests/e2e/stack.ts'
import { dropIndexes } from './indexes.ts'

const generated = 1_000

/** The columns that exports through the running system ask for: those of the bench's own table, nearly. */
export const salesColumns = [
  ...['id', 'updated_at', 'customer_name', 'sku', 'quantity'],
  ...['amount', 'profit', 'status', 'is_returned', 'notes'],
]

/** The same rows and columns for a program that knows the database and no tenants. */
export function selectSales({ id }: FixtureTenant): string {
  return `select s.id, s.updated_at, c.name, p.sku, s.quantity, s.amount, s.profit, s.status,
      s.status = 'returned', s.notes
    from sales s left join customers c on c.id = s.customer_id left join products p on p.id = s.product_id
    where s.tenant_id = ${pg.escapeLiteral(id)} order by s.order_date desc, s.id`
}

/** Adds a tenant with that many order lines: the fixture's, copied until there are enough. */
export async function addTenantWithSales(ownerUrl: string, rows: number): Promise<FixtureTenant> {
  const [tenant] = await addTenants(1, Math.min(rows, generated))
  if (rows > generated) await multiplySales(ownerUrl, tenant!.id, rows)
  return tenant!
}

/** Copies differ in what lists are sorted by and searched for: number, days, amounts, customer and product. */
async function multiplySales(ownerUrl: string, tenantId: string, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const varied = {
      ...{ id: 'uuidv7()', line_no: `${generated} * n + line_no`, order_no: `order_no || '-' || n` },
      ...{
        order_date: 'order_date - n % 1500',
        ship_date: 'ship_date - n % 1500',
        amount: 'amount + n % 97',
      },
      ...{ customer_id: `customers[1 + (n * 31 + line_no) % ${generated}]` },
      ...{ product_id: `products[1 + (n * 37 + line_no) % cardinality(products)]` },
    }
    const { rows: found } = await client.query<{ column_name: string }>(
      `select column_name from information_schema.columns
       where table_schema = 'public' and table_name = 'sales' and not column_name = any($1)`,
      [Object.keys(varied)],
    )
    const same = found.map(({ column_name }) => pg.escapeIdentifier(column_name))
    await client.query('begin')
    const restore = await dropIndexes(client, 'sales')
    await client.query(
      `insert into sales (${[...Object.keys(varied), ...same].join(', ')})
       select ${[...Object.values(varied), ...same].join(', ')}
       from sales, generate_series(1, ceil($2::numeric / ${generated})::int) n,
         (select array_agg(id) as customers from customers where tenant_id = $1) c,
         (select array_agg(id) as products from products where tenant_id = $1) p
       where tenant_id = $1 limit $2 - ${generated}`,
      [tenantId, rows],
    )
    for (const statement of restore) await client.query(statement)
    await client.query('commit')
    await client.query('vacuum analyze sales')
  } finally {
    await client.end()
  }
}
