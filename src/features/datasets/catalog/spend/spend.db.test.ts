import { beforeAll, expect, it } from 'vitest'
import { createTrade } from '#src/features/spend/commands/create-trade.ts'
import { stopSpending } from '#src/features/spend/commands/stop.ts'
import type { Context } from '#src/lib/context.ts'
import { contextsOf, createTenant } from '../../../../../tests/support/owner.ts'
import { insertLimit, keyed, purchase } from '../../../../../tests/support/spend.ts'
import { listRows } from '../../queries/list-rows.ts'

let admin: Context
let manager: Context

beforeAll(async () => {
  ;({ admin, manager } = await contextsOf(await createTenant(1)))
  const { tenantId } = admin.principal
  await insertLimit(tenantId, { total_cap: 10_000 })
  await insertLimit(tenantId, { currency: 'JPY', total_cap: 10_000 })
  const others = await contextsOf(await createTenant(1))
  await insertLimit(others.admin.principal.tenantId, { total_cap: 10_000 })
  await createTrade.execute(others.admin, purchase(1), keyed())
  await createTrade.execute(manager, purchase(6_050), keyed())
  await createTrade.execute(manager, { ...purchase(700), currency: 'JPY' }, keyed())
  await expect(createTrade.execute(manager, purchase(9_000), keyed())).rejects.toThrow()
  await stopSpending.execute(manager, { reason: 'Stocktaking' })
})

const read = async (key: string, filters: Record<string, unknown> = {}) =>
  (await listRows.execute(admin, { key, filters: JSON.stringify(filters) })).rows.map(({ values }) => values)

it('shows amounts in the units of their currency, each company its own', async () => {
  expect(await read('trades')).toMatchObject([
    { amount: '700.0000', currency: 'JPY', status: 'reserved', reserved: '700.0000', settled: '0.0000' },
    { amount: '60.5000', currency: 'EUR', status: 'reserved', adapter: 'paper' },
  ])
  expect(await read('spending_ledger', { currency: ['EUR'] })).toMatchObject([
    {
      entry_no: 1,
      kind: 'reserve',
      held: '60.5000',
      owed: '0.0000',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ])
})

it('keeps refusals with their checks', async () => {
  expect(await read('trade_decisions', { outcome: ['refused'] })).toMatchObject([
    { code: 'trade_refused', amount: '90.0000', trade_id: null },
  ])
  expect(await read('trade_decisions')).toHaveLength(3)
})

it('says how much of a budget is committed in each period, and how much room is left', async () => {
  expect(await read('budget_usage', { counted_by: ['total'], currency: ['EUR'] })).toMatchObject([
    { scope: 'tenant', held: '60.5000', owed: '0.0000', cap: '100.0000', room: '39.5000', starts_on: null },
  ])
  const days = await read('budget_usage', { counted_by: ['day'], currency: ['EUR'] })
  expect(days).toMatchObject([{ held: '60.5000', cap: null, room: null }])
})

it('lists alerts and stops', async () => {
  expect(await read('risk_alerts')).toMatchObject([
    {
      ...{ kind: 'threshold', threshold: 50, committed: '60.5000', cap: '100.0000', currency: 'EUR' },
      message: '50% of the total budget of the company is committed',
    },
  ])
  expect(await read('emergency_stops')).toMatchObject([
    { event: 'stopped', state: 'HALTED', reason: 'Stocktaking', version: 1 },
  ])
})

it('is for admins alone', async () => {
  for (const key of ['trades', 'spending_ledger', 'budget_usage'])
    await expect(listRows.execute(manager, { key, filters: '{}' })).rejects.toMatchObject({
      code: 'forbidden',
    })
})
