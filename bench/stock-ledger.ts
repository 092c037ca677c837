import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { recount } from '#src/features/inventory/upkeep/repository.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { FixtureTenant } from '../scripts/sample/fixtures.ts'
import { addTenants, readStack } from '../tests/e2e/stack.ts'
import { Client } from './client.ts'
import { dropIndexes } from './indexes.ts'
import { percentile, say } from './table.ts'

const locationCount = 4

export interface LedgerSize {
  items: number
  movements: number
  runs: number
}

/** Lists, the ledger of an item, and the recount of all levels, in a company with that much stock. */
export async function measureLedger({ items, movements, runs }: LedgerSize) {
  const { baseUrl, ownerUrl } = readStack()
  const [tenant] = await addTenants(1, 1)
  say(`${items} items with ${movements} movements are made`)
  const item = await asOwner(ownerUrl, (client) => addLedger(client, tenant!.id, items, movements))
  const door = new Client(baseUrl, tenant!, 'admin')
  const table: { measure: string; runs: number; p50_ms: number; p95_ms: number }[] = []
  for (const [measure, path] of addresses(item)) {
    say(measure)
    const milliseconds: number[] = []
    for (let run = -2; run < runs; run += 1) {
      const seconds = await door.secondsToAnswer(path)
      if (run >= 0) milliseconds.push(seconds * 1000)
    }
    table.push({ measure, runs, ...percentiles(milliseconds) })
  }
  say('every level is recounted')
  table.push(await asOwner(ownerUrl, (client) => timeRecount(client, tenant!)))
  return table.map((row) => ({ ...row, items, movements }))
}

function percentiles(milliseconds: number[]) {
  return {
    p50_ms: Math.round(percentile(milliseconds, 0.5)),
    p95_ms: Math.round(percentile(milliseconds, 0.95)),
  }
}

function addresses(item: string): [measure: string, path: string][] {
  const lists = {
    'first page': '',
    'page 500': '?page=500',
    'by name, from the end': '?sort_by=name&sort_order=desc',
    'one location': '?location=BENCH-1',
    'a category': '?category=Category%207',
    'low stock': '?status=low',
    'in stock': '?status=in_stock',
    'an SKU': '?search=BENCH-0042',
    'a word that no item has': '?search=zzzzqq',
  }
  return [
    ...Object.entries(lists).map(([name, query]): [string, string] => [
      `items: ${name}`,
      `/api/v2/inventory${query}`,
    ]),
    ['ledger of an item: first page', `/api/v2/inventory/${item}/movements`],
    ['ledger of an item: one kind', `/api/v2/inventory/${item}/movements?kind=issue`],
    ['ledger of an item: as of a day', `/api/v2/inventory/${item}/movements?as_of=2025-06-01T00:00:00Z`],
  ]
}

/** As `stock.verify` does it, as the application's role and so behind the policies. */
async function timeRecount(client: pg.Client, { id }: FixtureTenant) {
  await client.query('begin')
  await client.query(`set local role waybill_app`)
  await client.query(`select set_config('app.tenant_id', $1, true)`, [id])
  const begun = performance.now()
  const found = await recount(drizzle(client, { casing: 'snake_case' }) as unknown as Tx, 1_000)
  const milliseconds = Math.round(performance.now() - begun)
  await client.query('rollback')
  if (found.length > 0) throw new Error(`the ledger that was made has ${found.length} differences`)
  return { measure: 'recount of every level', runs: 1, p50_ms: milliseconds, p95_ms: milliseconds }
}

async function asOwner<T>(ownerUrl: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

/** Balances are computed here, as triggers would take an hour; the recount finds every mistake in that. */
async function addLedger(
  client: pg.Client,
  tenantId: string,
  items: number,
  movements: number,
): Promise<string> {
  await client.query('begin')
  await client.query(
    `insert into locations (tenant_id, code, name) select $1, 'BENCH-' || n, 'Bench ' || n
     from generate_series(1, ${locationCount}) n`,
    [tenantId],
  )
  await client.query(
    `insert into products (tenant_id, sku, name, category, unit_price, unit_cost)
     select $1, 'BENCH-' || lpad(n::text, 6, '0'), 'Product ' || md5(n::text), 'Category ' || n % 40, 12, 5
     from generate_series(1, $2::integer) n`,
    [tenantId, items],
  )
  await client.query(
    `create temporary table levels on commit drop as
     select p.id as product_id, l.id as location_id, row_number() over () as n
     from products p cross join locations l
     where p.tenant_id = $1 and l.tenant_id = $1 and p.sku like 'BENCH-%' and l.code like 'BENCH-%'`,
    [tenantId],
  )
  // The first movement brings 50; each pair behind it takes 2 and brings 3.
  const lines = `(${Math.floor(movements / (items * locationCount))} + n % 2)::integer`
  const balance = (seq: string) => `(50 + (${seq} - 1) / 2 - 2 * ((${seq} - 1) % 2))::integer`
  await client.query(
    `insert into inventory_items (tenant_id, product_id, location_id, on_hand, seq, unit_cost, reorder_point,
       last_movement_at)
     select $1, product_id, location_id, ${balance(lines)}, ${lines}, 5, case when n % 50 = 0 then 80 else 10 end, now()
     from levels`,
    [tenantId],
  )
  const restore = await dropIndexes(client, 'stock_movements')
  await client.query('alter table stock_movements disable trigger user')
  await client.query(
    `insert into stock_movements (tenant_id, product_id, location_id, seq, quantity, balance_after, kind, posted_at)
     select $1, product_id, location_id, seq, case when seq = 1 then 50 when seq % 2 = 0 then -2 else 3 end,
       ${balance('seq')}, case when seq = 1 then 'opening' when seq % 2 = 0 then 'issue' else 'receipt' end,
       timestamptz '2025-01-01 00:00:00+00' + seq * interval '30 days' + n * interval '1 second'
     from levels cross join lateral generate_series(1, ${lines}) seq`,
    [tenantId],
  )
  await client.query('alter table stock_movements enable trigger user')
  for (const statement of restore) await client.query(statement)
  const { rows } = await client.query<{ id: string }>(
    `select id from products where tenant_id = $1 and sku = 'BENCH-000042'`,
    [tenantId],
  )
  await client.query('commit')
  await client.query('vacuum (analyze) products, inventory_items, stock_movements')
  return rows[0]!.id
}
