import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { contextOf, contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { insertLimit } from '../../../../tests/support/spend.ts'
import { createOffer } from '../commands/create-offer.ts'
import { createStrategy } from '../commands/create-strategy.ts'
import { startBacktest } from '../commands/start-backtest.ts'
import { getBacktest } from '../queries/get-backtest.ts'
import { listBacktests } from '../queries/list-backtests.ts'
import type { RulesInput } from '../strategies/schema.ts'
import { runBacktest } from './service.ts'
import { lostBacktests } from './sweeps.ts'

const worker = { id: randomUUID(), name: 'test' }

const within = (most: number): RulesInput['match'] => ({
  match: 'all',
  of: [{ field: 'amount', op: 'lte', value: most }],
})

/** Offers of so many cents, one found each day from ten days ago on. */
async function companyWith(amounts: number[]) {
  const people = await contextsOf(await createTenant(1))
  const { tenantId } = people.admin.principal
  for (const [index, amount] of amounts.entries()) {
    const { id } = await createOffer.execute(people.manager, {
      ...{ instrument: { kind: 'machine', id: `m${index}` }, title: `Machine ${amount}`, quantity: 1 },
      ...{
        unit_price: amount,
        currency: 'EUR',
        valid_until: new Date(Date.now() + 86_400_000).toISOString(),
      },
    })
    await ownerRows(
      `update opportunities set found_at = now() - make_interval(days => $2), valid_until = now() - make_interval(days => $2 - 2)
       where id = $1`,
      [id, 10 - index],
    )
  }
  return { ...people, tenantId }
}

async function carryOut(context: Context, id: string, more: object = {}) {
  const started = await startBacktest.execute(context, { id, ...more })
  const { tenantId } = context.principal
  const payload = { backtestId: started.id }
  await runBacktest({ tenantId, requestId: 'test', payload, signal: new AbortController().signal, worker })
  return getBacktest.execute(context, { id, backtest: started.id })
}

it('says what would have been bought and refused, holds nothing, and comes to the same hash again', async () => {
  const { admin, manager, tenantId } = await companyWith([300, 900, 200, 250, 100])
  await insertLimit(tenantId, { total_cap: 600, per_transaction_cap: 500, approve_over: 240 })
  const { id } = await createStrategy.execute(admin, {
    name: 'Everything',
    rules: { currency: 'EUR', match: within(1_000) },
  })
  const tried = await carryOut(admin, id)
  expect(tried).toMatchObject({
    status: 'completed',
    totals: { trades: 3, refusals: 2, spent: 600 },
    result: {
      opportunities: 5,
      trades: [
        { title: 'Machine 300', amount: 300, waits: true },
        { title: 'Machine 200', amount: 200, waits: false },
        { title: 'Machine 100', amount: 100, waits: false },
      ],
      refusals: [
        {
          title: 'Machine 900',
          because: expect.arrayContaining([expect.stringContaining('a single trade')]),
        },
        { title: 'Machine 250', because: expect.arrayContaining([expect.stringContaining('the total')]) },
      ],
      difference: null,
    },
  })
  expect(tried.result!.curve.map(({ spent }) => spent)).toEqual([300, 500, 600])
  expect(await ownerRows('select from trades where tenant_id = $1', [tenantId])).toEqual([])
  expect(await ownerRows('select from budget_counters where tenant_id = $1', [tenantId])).toEqual([])

  const again = await carryOut(admin, id)
  expect(again.id).not.toBe(tried.id)
  expect([again.input_hash, again.result_hash]).toEqual([tried.input_hash, tried.result_hash])
  await ownerRows('update budget_limits set total_cap = 10000 where tenant_id = $1', [tenantId])
  const richer = await carryOut(admin, id)
  expect(richer.totals).toMatchObject({ trades: 4, refusals: 1 })
  expect(richer.result_hash).not.toBe(tried.result_hash)

  const few = await carryOut(admin, id, { from: '2020-01-01', until: '2020-03-01' })
  expect(few.totals).toEqual({ trades: 0, refusals: 0, spent: 0, score: 0 })
  expect((await listBacktests.execute(manager, { id })).items).toHaveLength(4)
  const stranger = await contextOf(await createTenant(1), 'admin')
  await expect(getBacktest.execute(stranger, { id, backtest: tried.id })).rejects.toMatchObject({
    code: 'not_found',
  })
})

it('compares an older version with the one in force', async () => {
  const { admin, tenantId } = await companyWith([300, 200, 100])
  await insertLimit(tenantId, { total_cap: 10_000 })
  const { id } = await createStrategy.execute(admin, {
    name: 'Grows',
    rules: { currency: 'EUR', match: within(100) },
  })
  await ownerRows(
    `with made as (insert into strategy_versions (tenant_id, strategy_id, number, rules, created_by)
       select tenant_id, strategy_id, 2, jsonb_set(rules, '{match,of,0,value}', '200'), created_by from strategy_versions
       where strategy_id = $1 returning strategy_id)
     update strategies set current_number = 2 where id = (select strategy_id from made)`,
    [id],
  )
  const { result } = await carryOut(admin, id, { number: 1 })
  expect(result).toMatchObject({
    totals: { trades: 1, spent: 100 },
    difference: {
      number: 2,
      totals: { trades: 2, spent: 300 },
      only_here: [],
      only_there: [expect.any(String)],
    },
  })
})

it('names what is wrong with its days, goes on after a dead worker, and ends where its right was withdrawn', async () => {
  const { admin, manager, tenantId } = await companyWith([100])
  const rules = { currency: 'EUR', match: within(1_000) }
  const { id } = await createStrategy.execute(admin, { name: 'Tried', rules })
  const start = (more: object) => startBacktest.execute(admin, { id, ...more })
  const wrong = { code: 'invalid_request', details: { errors: [{ path: 'from' }] } }
  await expect(start({ from: '2026-02-01', until: '2026-01-01' })).rejects.toMatchObject(wrong)
  await expect(start({ from: '2024-01-01', until: '2026-01-01' })).rejects.toMatchObject(wrong)
  await expect(start({ number: 9 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(startBacktest.execute(manager, { id })).rejects.toMatchObject({ code: 'forbidden' })

  const { id: lost } = await start({})
  await ownerRows(
    `update strategy_backtests set status = 'processing', attempt = 1, worker_id = gen_random_uuid(), started_at = now()
     where id = $1`,
    [lost],
  )
  await lostBacktests.run(worker)
  expect(await getBacktest.execute(admin, { id, backtest: lost })).toMatchObject({ status: 'pending' })
  await ownerRows(`update users set role = 'manager' where id = $1`, [admin.principal.userId])
  const payload = { backtestId: lost }
  await runBacktest({ tenantId, requestId: 'test', payload, signal: new AbortController().signal, worker })
  expect(await getBacktest.execute(manager, { id, backtest: lost })).toMatchObject({
    status: 'failed',
    error_message: expect.stringContaining('withdrawn'),
  })
})
