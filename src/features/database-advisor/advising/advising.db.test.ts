import { expect, it } from 'vitest'
import { transaction } from '#src/lib/db/transaction.ts'
import { contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { DatabasePerformanceMonitor } from '../database-performance-monitor.ts'
import { IntelligentQueryOptimizer } from '../intelligent-query-optimizer.ts'
import { listAdvice } from '../queries/list-advice.ts'
import { QueryPerformanceAnalyzer } from '../query-performance-analyzer.ts'
import { takeSamples } from '../sampling/sweeps.ts'
import { adviseIndexes } from './sweeps.ts'

it('an index is advised from plans on an empty clone, and the database then uses it at the cost that was said', async () => {
  const { super_admin } = await contextsOf(await createTenant(1))
  const { tenantId } = super_admin.principal
  await ownerRows('create table parcels (tenant_id uuid not null, code integer, weight integer, note text)')
  await ownerRows(`select protect_tenant_table('parcels')`)
  await ownerRows(
    `insert into parcels select $1, i, i % 100, repeat('x', 80) from generate_series(1, 50000) i`,
    [tenantId],
  )
  await ownerRows('analyze parcels')
  const text = 'select note from parcels where code = $1'
  const run = () => transaction(tenantId, 'read only', (tx) => tx.$client.query(text, [7]))
  const start = Date.now()
  await run()
  await takeSamples(new Date(start - 10 * 60_000))
  for (let left = 20; left > 0; left -= 1) await run()
  await takeSamples(new Date(start))

  expect(await adviseIndexes()).toBeGreaterThan(0)
  const { items } = await listAdvice.execute(super_admin, { kind: 'create_index' })
  const advice = items.find(({ subject }) => subject === 'parcels')!
  expect(advice.statement).toBe('create index concurrently parcels_code_adv_idx on parcels (tenant_id, code)')
  const [served] = advice.evidence.statements as Record<string, number>[]
  expect(served).toMatchObject({ query: text, calls: 20, is_less_sure: false })
  expect(served!.cost_after).toBeLessThan(0.1 * served!.cost_before!)

  const optimizer = new IntelligentQueryOptimizer()
  const [said] = await optimizer.whatIf([text], [{ table: 'parcels', columns: ['tenant_id', 'code'] }])
  expect(said).toMatchObject({
    costBefore: served!.cost_before,
    costAfter: served!.cost_after,
    used: ['what_if_1'],
  })
  const asked = await optimizer.advise({
    queries: ['select note from parcels where weight = 3 and code = 4'],
  })
  expect(asked.map(({ subject }) => subject)).toEqual(['parcels'])
  await expect(optimizer.whatIf(['drop table parcels'], [])).rejects.toThrow(RangeError)
  const unknown = { table: 'parcels', columns: ['colour'] }
  await expect(optimizer.whatIf([text], [unknown])).rejects.toThrow('no index on parcels (colour)')
  // Ours has none.
  expect(await optimizer.duplicates()).toEqual([])
  await ownerRows('create index users_spare_idx on users (tenant_id)')
  expect(await optimizer.duplicates()).toMatchObject([
    { kind: 'duplicate', statement: expect.stringContaining('users_spare_idx') },
  ])
  const [top] = await new QueryPerformanceAnalyzer().top({ since: new Date(start - 3_600_000), by: 'calls' })
  expect(top!.calls).toBeGreaterThanOrEqual(20)
  expect((await new DatabasePerformanceMonitor().sample())!.connections).toBeGreaterThan(0)

  await ownerRows(advice.statement!)
  const explained = await transaction(tenantId, 'read only', (tx) =>
    tx.$client.query(`explain (generic_plan, format json) ${text}`),
  )
  const plan = JSON.stringify(explained.rows)
  expect(plan).toContain('parcels_code_adv_idx')
  const built = explained.rows[0]['QUERY PLAN'][0].Plan['Total Cost']
  expect(Math.abs(served!.cost_after! / built - 1), 'said and built cost').toBeLessThan(0.06)
  await adviseIndexes()
  const settled = await listAdvice.execute(super_admin, { kind: 'create_index', status: 'settled' })
  expect(settled.items.map(({ index_name }) => index_name)).toContain('parcels_code_adv_idx')
}, 120_000)
