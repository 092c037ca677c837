import { beforeAll, describe, expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { query } from '#src/lib/db/index.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { asOwner, contextOf, createTenant } from '../../../../tests/support/owner.ts'
import { type Position, partsAfter } from '../rows/keyset.ts'
import { planList } from '../rows/plan-list.ts'
import { countRowsWithin, estimatePlanned, estimateRows, readTexts, readWithin } from '../rows/repository.ts'
import { type CompiledQuery, compileQuery, compileSlice, orderOf } from '../rows/sql.ts'

let context: Context

beforeAll(async () => {
  await createTenant(100)
  const tenant = await createTenant(100)
  context = await contextOf(tenant, 'admin')
  await asOwner(async (client) => {
    const { rows } = await client.query<{ names: string }>(`
      select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns
      where table_schema = 'public' and table_name = 'sales'
        and column_name not in ('id', 'line_no', 'order_date')`)
    const { names } = rows[0]!
    await client.query(
      `insert into sales (id, line_no, order_date, ${names})
       select uuidv7(), 1000 * n + line_no, order_date + n, ${names}
       from sales, generate_series(1, 999) n where tenant_id = $1`,
      [tenant.id],
    )
    await client.query('vacuum (analyze) sales, customers, products')
  })
})

/** How PostgreSQL reads the first page of sales, or the one after a position, under the tenant's policy. */
async function planOf(sort: string | undefined, position?: Position): Promise<string> {
  const plan = planList(context.principal, {
    key: 'sales',
    ...(sort ? { sort: [{ column: sort, direction: 'asc' }] } : {}),
  })
  const order = orderOf(plan)
  const where = position && partsAfter(order, position)[0]
  const compiled = compileSlice(plan, { order, limit: 51, ...(where ? { where } : {}) })
  return transaction(context.principal.tenantId, 'read only', (tx) => explained(tx, compiled))
}

async function explained(tx: Tx, { text, values }: CompiledQuery): Promise<string> {
  const { rows } = await tx.$client.query<Record<string, string>>(`explain ${text}`, values)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

describe('a page of a list of 100,000 rows', () => {
  it('comes out of the index of its order, and reads no whole table', async () => {
    const plan = await planOf(undefined)
    expect(plan).toMatch(/Index (Only )?Scan Backward using sales_order_date_idx on sales/)
    expect(plan).not.toContain('Seq Scan on sales')
  })

  it('is entered at its cursor, also under row-level security', async () => {
    const id = '01980000-0000-7000-8000-000000000001'
    expect(await planOf(undefined, ['2018-01-01', id])).toMatch(/Index Cond: .*order_date <= '2018-01-01'/)
    expect(await planOf('order_no', ['CA-2018-1', id])).toMatch(/Index Cond: .*order_no >= 'CA-2018-1'/)
  })

  it('is planned for as many rows as the company has, whatever others have', async () => {
    const plan = planList(context.principal, { key: 'sales' })
    const expected = await transaction(context.principal.tenantId, 'read only', (tx) =>
      estimateRows(tx, compileQuery(plan)),
    )
    expect(expected).toBeGreaterThan(90_000)
    expect(expected).toBeLessThan(110_000)
  })

  it('shows a word that few rows have out of indexes, of its own table and of those it refers to', async () => {
    const plan = planList(context.principal, { key: 'sales', filters: { search: 'zzzzqq' } })
    const few = compileSlice(plan, { order: orderOf(plan), limit: 51, expected: 'few' })
    const { listed, searched } = await transaction(context.principal.tenantId, 'read only', async (tx) => {
      const listed = await readWithin(tx, 10_000, () => explained(tx, few), 'in bulk')
      return {
        listed,
        searched: await readTexts(tx, { text: `select search_sales('%zzzzqq%')`, values: [] }),
      }
    })
    for (const index of ['sales_pkey', 'sales_customer_id_idx', 'sales_product_id_idx'])
      expect(listed).toContain(`Bitmap Index Scan on ${index}`)
    expect(searched).toEqual([])
  })

  it('looks up the longest of several words, and tests the others', () => {
    const plan = planList(context.principal, { key: 'sales', filters: { search: 'a zzzzqq bc' } })
    const few = compileSlice(plan, { order: orderOf(plan), limit: 51, expected: 'few' })
    expect(few.text.match(/select search_sales/g)).toHaveLength(1)
    expect(few.values.slice(1)).toEqual(['%zzzzqq%', '%bc%', '%a%'])
  })

  it.each([{}, { status: 'shipped' }, { amount_min: 5000 }, { search: 'a' }])(
    'is estimated from a sample where counting takes too long: %o',
    async (filters) => {
      const plan = planList(context.principal, { key: 'sales', filters })
      const { estimated, counted } = await transaction(
        context.principal.tenantId,
        'read only',
        async (tx) => ({
          estimated: await estimatePlanned(tx, plan),
          counted: await countRowsWithin(tx, 20_000, plan),
        }),
      )
      expect(estimated).toBeGreaterThan(counted! * 0.5)
      expect(estimated).toBeLessThan(counted! * 2)
    },
  )
})

describe('a search behind row-level security', () => {
  it('finds rows of the own company alone, and nothing without one', async () => {
    const own = await transaction(context.principal.tenantId, 'read only', (tx) =>
      readTexts(tx, { text: `select id from sales where id in (select search_sales('%'))`, values: [] }),
    )
    const stranger = await contextOf(await createTenant(5), 'admin')
    const others = await transaction(stranger.principal.tenantId, 'read only', (tx) =>
      readTexts(tx, { text: `select search_sales('%')`, values: [] }),
    )
    expect([own.length, others.length]).toEqual([100_000, 5])
    const finders =
      'sales customers products ledger_entries inventory_items stock_movements stock_reservations purchase_orders deliveries'
    for (const finder of finders.split(' '))
      expect((await query(`select search_${finder}('%')`)).rows).toEqual([])
  })
})
