import { expect, it } from 'vitest'
import { parsePlannable } from '../plans/parse.ts'
import type { Hypothetical } from '../what-if/clone/service.ts'
import { estimatePages } from '../what-if/pages.ts'
import type { Column, Source } from '../what-if/source/repository.ts'
import { candidatesFor } from './candidates.ts'
import { search } from './greedy.ts'

const column = (table: string, name: string, distinct: number, width = 4): Column => ({
  ...{ schema: 'public', table, name, distinct, width, alignment: 4 },
})
const table = (name: string, reltuples: number) => ({
  ...{ schema: 'public', name, kind: 'table' as const, reltuples },
  ...{ relpages: 1, relallvisible: 0, relallfrozen: 0, pages: 1 },
})
const source: Source = {
  relations: [table('orders', 1e6), table('lines', 1e6)],
  columns: [
    ...[column('orders', 'id', -1), column('orders', 'tenant_id', 5, 16), column('orders', 'status', 4)],
    ...[column('orders', 'customer', 5_000), column('orders', 'created', -1), column('orders', 'total', -1)],
    ...[column('lines', 'order_id', 4e5), column('lines', 'sku', 900), column('lines', 'qty', 9)],
  ],
  ...{ statements: [], statistics: [], settings: [], roles: [], tenantTables: ['orders'] },
}

async function keysOf(
  text: string,
  existing: { table: string; columns: string[] }[] = [],
): Promise<string[]> {
  const tree = (await parsePlannable(text))!
  const statements = [{ id: '1', text, tree, calls: 1 }]
  const found = candidatesFor(statements, new Map([['1', 1]]), source, existing)
  return found.map(({ table, keys }) => `${table}(${keys.join(' ').replaceAll('"', '')})`)
}

it('candidates have the tenant first, then equality, then one range or the order', async () => {
  const keys = await keysOf(
    `select * from orders where status = $1 and customer = $2 and created >= $3 order by created desc`,
  )
  expect(keys).toContain('orders(tenant_id customer status created)')
  expect(keys.every((key) => key.startsWith('orders(tenant_id '))).toBe(true)
  expect(
    keys.some((key) => /created .*(status|customer)/.test(key)),
    'nothing stands behind a range',
  ).toBe(false)
  expect(keys.every((key) => key.split(' ').length <= 4)).toBe(true)
})

it('candidates serve joins, answer alone where few columns are named, and are not there twice', async () => {
  const text = `select o.id, sum(qty) from lines l join orders o on o.id = l.order_id where o.customer = 7 group by o.id`
  expect(await keysOf(text)).toEqual(expect.arrayContaining(['lines(order_id)', 'lines(order_id qty)']))
  const known = [{ table: 'lines', columns: ['order_id', 'sku'] }]
  expect(await keysOf(text, known)).not.toContain('lines(order_id)')
  expect(await keysOf('select qty from lines where sku in (select sku from lines where qty > 3)')).toContain(
    'lines(sku)',
  )
})

it('only one statement that has a plan is ever planned', async () => {
  expect(await parsePlannable('select 1; drop table orders')).toBeUndefined()
  expect(await parsePlannable('drop table orders')).toBeUndefined()
  expect(await parsePlannable('no SQL at all')).toBeUndefined()
})

it('an index of few keys is small, as rows of one key share its copy', () => {
  const million = 1e6
  expect(estimatePages([column('t', 'id', -1)], million)).toBeGreaterThan(2_700)
  expect(estimatePages([column('t', 'id', -1)], million)).toBeLessThan(2_800)
  expect(estimatePages([column('t', 'status', 4)], million)).toBeLessThan(900)
})

it('the search takes what saves most within the budget, counts upkeep, and keeps nothing useless', async () => {
  const index = (name: string, bytes = 10): Hypothetical => ({
    ...{ name, table: 't', schema: 'public', keys: [], columns: [], definition: '', bytes },
  })
  // Costs of two statements by the best index that is there.
  const costs: Record<string, number[]> = { a: [10, 100], b: [100, 20], both: [12, 22], busy: [100, 10] }
  const problem = {
    calls: [1, 1],
    candidates: ['a', 'b', 'both', 'busy'].map((name) => index(name)),
    served: () => [0, 1],
    upkeep: ({ name }: Hypothetical) => (name === 'busy' ? 1_000 : 0),
    budgetBytes: 20,
    plan: async (statements: number[], names: ReadonlySet<string>) =>
      statements.map((statement) => {
        const best = [...names].toSorted((x, y) => costs[x]![statement]! - costs[y]![statement]!)[0]
        const cost = best ? costs[best]![statement]! : 100
        return { cost, used: best && cost < 100 ? [best] : [] }
      }),
  }
  const roomy = await search({ ...problem, budgetBytes: 1_000 })
  expect(roomy.chosen.map(({ name }) => name).toSorted(), 'what the others made useless is dropped').toEqual([
    'a',
    'b',
  ])
  expect([roomy.costBefore, roomy.costAfter]).toEqual([200, 30])
  const tight = await search({ ...problem, budgetBytes: 10 })
  expect(tight.chosen.map(({ name }) => name)).toEqual(['both'])
})
