import type pg from 'pg'
import { type Found, fromOffer, fromRunOut } from '#src/features/scouting/finding/opportunity.ts'
import type { Item } from '#src/features/scouting/finding/repository.ts'

const dayMs = 86_400_000

/** Days until an item runs out, what is left of it, and how many are sold a day. */
const runOuts = [
  [4, 22, 5],
  [9, 31, 3],
  [17, 40, 2],
] as const

/** What is offered, how many, and cents of one piece. */
const offers = [
  ['Pallet racks, end of line', 'Furniture', 40, 8_900],
  ['Toner cartridges, 2 for 1', 'Technology', 120, 3_150],
] as const

const rules = {
  ...{ currency: 'USD', autonomy: 'propose', approve_over: 500_000, cooldown: 72, max_open: 5 },
  match: {
    match: 'all',
    of: [
      { field: 'days_to_run_out', op: 'lte', value: 14 },
      { field: 'amount', op: 'lte', value: 1_000_000 },
      { match: 'not', of: [{ field: 'supplier_tier', op: 'eq', value: 'conditional' }] },
    ],
  },
  choose: { by: 'score', order: 'highest', most: 3 },
}

/** Reasons to buy, and a strategy that proposes some of them. */
export async function insertScouting(client: pg.ClientBase, tenantId: string, userId: string): Promise<void> {
  const { rows: items } = await client.query<Item>(
    `select p.id, p.name, p.category, p.abc_class as "abcClass", p.unit_price::text as "salePrice",
       p.currency as "saleCurrency", p.unit_cost::text as price, p.currency, false as "isQuoted",
       s.id as "supplierId", s.tier as "supplierTier", s.rating::float8 as "supplierRating",
       s.lead_time_days as "leadTimeDays", 1 as "packSize", 1 as "minimumQuantity", 0 as available,
       0 as "reorderPoint", 0 as "reorderQuantity", 0 as "dailyDemand", 0 as "onOrder", 0.1::float8 as "lateShare"
     from products p join suppliers s on s.id = p.supplier_id and s.status = 'active'
     where p.tenant_id = $1 and p.unit_cost between 2 and 40 order by p.sku, p.name limit $2`,
    [tenantId, runOuts.length],
  )
  for (const [index, item] of items.entries()) {
    const [days, available, dailyDemand] = runOuts[index]!
    const found = fromRunOut({ ...item, available, dailyDemand }, { method: 'moving_average', days })
    if (found)
      await insertOne(client, tenantId, found, {
        ...{ kind: 'run_out', method: 'moving_average', instrument_kind: 'product', instrument_id: item.id },
        ...{
          title: item.name,
          supplier_id: item.supplierId,
          category: item.category,
          currency: item.currency,
        },
      })
  }
  for (const [title, category, quantity, unitPrice] of offers)
    await insertOne(
      client,
      tenantId,
      fromOffer({ quantity, unitPrice, currency: 'USD' }, undefined, undefined),
      {
        ...{ kind: 'offer', instrument_kind: 'item', instrument_id: title, title, category, currency: 'USD' },
        created_by: userId,
      },
    )
  await client.query(
    `with made as (
       insert into strategies (tenant_id, name, status, created_by) values ($1, 'Nothing runs out', 'active', $2) returning *)
     insert into strategy_versions (tenant_id, strategy_id, number, rules, created_by)
     select tenant_id, id, 1, $3, created_by from made`,
    [tenantId, userId, JSON.stringify(rules)],
  )
}

async function insertOne(
  client: pg.ClientBase,
  tenantId: string,
  { quantity, amount, facts, score, reasons }: Found,
  values: Record<string, unknown>,
): Promise<void> {
  const row = {
    ...{ tenant_id: tenantId, quantity, amount, score, ...values },
    ...{ facts: JSON.stringify(facts), reasons: JSON.stringify(reasons) },
    valid_until: new Date(Date.now() + 7 * dayMs),
  }
  const names = Object.keys(row)
  await client.query(
    `insert into opportunities (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  )
}
