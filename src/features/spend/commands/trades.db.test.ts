import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { query } from '#src/lib/db/index.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { contextOf, contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { differences, insertLimit, keyed, purchase } from '../../../../tests/support/spend.ts'
import { checkRisk } from '../queries/check-risk.ts'
import { getTrade } from '../queries/get-trade.ts'
import { listRiskAlerts } from '../queries/list-alerts.ts'
import { listTrades } from '../queries/list-trades.ts'
import { expireTrades, placeTrades } from '../upkeep/sweeps.ts'
import { acknowledgeAlert } from './acknowledge-alert.ts'
import { amendTrade } from './amend-trade.ts'
import { approveTrade } from './approve-trade.ts'
import { cancelTrade } from './cancel-trade.ts'
import { createTrade } from './create-trade.ts'
import { rejectTrade } from './reject-trade.ts'
import { releaseTrade } from './release-trade.ts'
import { settleTrade } from './settle-trade.ts'

async function company(limit: object = {}) {
  const people = await contextsOf(await createTenant(1))
  const { tenantId } = people.admin.principal
  await insertLimit(tenantId, { daily_cap: 1_000, total_cap: 5_000, ...limit })
  return { ...people, tenantId }
}

/** A trade that its adapter has placed. */
async function placed({ manager }: Awaited<ReturnType<typeof company>>, amount: number): Promise<string> {
  const { trade_id } = await createTrade.execute(manager, purchase(amount), keyed())
  await placeTrades()
  return trade_id!
}

it('reserves what fits, and refuses the rest with an error for each failed check, which is kept', async () => {
  const { manager, tenantId } = await company({ per_transaction_cap: 700 })
  const bought = await createTrade.execute(manager, purchase(700), keyed())
  expect(bought).toMatchObject({ outcome: 'reserved', amount: 700, trade_id: expect.any(String) })
  const refusal = createTrade.execute(manager, purchase(701), keyed())
  await expect(refusal).rejects.toMatchObject({
    code: 'trade_refused',
    details: {
      errors: [
        { path: 'amount', code: 'per_transaction' },
        { path: 'amount', code: 'daily' },
      ],
    },
  })
  await expect(createTrade.execute(manager, purchase(1, { currency: 'JPY' }), keyed())).rejects.toMatchObject(
    {
      code: 'no_budget',
      details: { errors: [{ path: 'currency', code: 'budget' }] },
    },
  )
  const kept = await ownerRows('select outcome, code from trade_decisions where tenant_id = $1 order by id', [
    tenantId,
  ])
  expect(kept.map(({ outcome, code }) => `${outcome} ${code}`)).toEqual([
    'reserved null',
    'refused trade_refused',
    'refused no_budget',
  ])
  expect(await differences(tenantId)).toEqual([])
})

it('gives one answer to a key for ever, to each principal its own, also when they come at once', async () => {
  const { manager, admin, tenantId } = await company()
  const wanted = purchase(600)
  const key = keyed()
  const answers = await Promise.all([1, 2, 3, 4].map(() => createTrade.execute(manager, wanted, key)))
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  expect((await createTrade.execute(admin, purchase(100), key)).outcome).toBe('reserved')
  await expect(createTrade.execute(manager, { ...wanted, amount: 599 }, key)).rejects.toMatchObject({
    code: 'idempotency_mismatch',
  })
  const refused = keyed()
  await expect(createTrade.execute(manager, wanted, refused)).rejects.toMatchObject({ code: 'trade_refused' })
  await ownerRows('update budget_limits set daily_cap = null where tenant_id = $1', [tenantId])
  await expect(createTrade.execute(manager, wanted, refused)).rejects.toMatchObject({ code: 'trade_refused' })
})

it('never passes a cap, however many ask at once', async () => {
  const { manager, tenantId } = await company()
  const asked = Array.from({ length: 120 }, () => createTrade.execute(manager, purchase(17), keyed()))
  const outcomes = await Promise.allSettled(asked)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(Math.floor(1_000 / 17))
  expect(await differences(tenantId)).toEqual([])
  const alerts = await listRiskAlerts.execute(manager, {})
  expect(alerts.items.map(({ threshold }) => threshold).sort()).toEqual([50, 80])
})

it('waits for the approval of another admin above an amount, and for the same thing twice within a day', async () => {
  const { manager, admin, super_admin, tenantId } = await company({ approve_over: 100 })
  const dear = await createTrade.execute(admin, purchase(101), keyed())
  expect(dear.outcome).toBe('awaiting_approval')
  await expect(approveTrade.execute(admin, { id: dear.trade_id! })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const byKey = { ...super_admin, principal: { ...super_admin.principal, apiKeyId: randomUUID() } }
  await expect(approveTrade.execute(byKey, { id: dear.trade_id! })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await approveTrade.execute(super_admin, { id: dear.trade_id! })).toMatchObject({
    status: 'reserved',
  })

  const wanted = purchase(50)
  await createTrade.execute(manager, wanted, keyed())
  const again = await createTrade.execute(manager, wanted, keyed())
  expect(again.outcome).toBe('awaiting_approval')
  const rejected = await rejectTrade.execute(admin, { id: again.trade_id!, reason: 'Twice' })
  expect(rejected).toMatchObject({ status: 'rejected', reason: 'Twice', reserved: 0 })
  expect(await differences(tenantId)).toEqual([])
})

it('lets the only admin approve their own request', async () => {
  const { admin, super_admin } = await company({ approve_over: 100 })
  await ownerRows('update users set disabled_at = now() where id = $1', [super_admin.principal.userId])
  const { trade_id } = await createTrade.execute(admin, purchase(101), keyed())
  expect((await approveTrade.execute(admin, { id: trade_id! })).status).toBe('reserved')
})

it('settles at most what is held, gives the rest back, and takes more by a decision on the difference', async () => {
  const there = await company()
  const { manager, admin, tenantId } = there
  const id = await placed(there, 600)
  await expect(settleTrade.execute(manager, { id, amount: 601 })).rejects.toMatchObject({
    code: 'invalid_request',
  })
  expect(await amendTrade.execute(admin, { id, additional_amount: 50 }, keyed())).toMatchObject({
    trade_id: id,
  })
  await expect(amendTrade.execute(admin, { id, additional_amount: 351 }, keyed())).rejects.toMatchObject({
    code: 'trade_refused',
  })
  const byKey = { ...admin, principal: { ...admin.principal, apiKeyId: randomUUID() } }
  await expect(amendTrade.execute(byKey, { id, additional_amount: 1 }, keyed())).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await settleTrade.execute(manager, { id, amount: 620, more_to_come: true })).toMatchObject({
    ...{ status: 'placed', amount: 650, reserved: 30, settled: 620 },
  })
  expect(await settleTrade.execute(manager, { id, amount: 10 })).toMatchObject({
    ...{ status: 'settled', reserved: 0, settled: 630 },
  })
  const credited = await releaseTrade.execute(manager, { id, from: 'owed', amount: 30, reason: 'Broken' })
  expect(credited).toMatchObject({ status: 'settled', settled: 600 })
  await expect(cancelTrade.execute(manager, { id, reason: 'Late' })).rejects.toMatchObject({
    code: 'illegal_transition',
  })
  const { entries, decisions } = await getTrade.execute(manager, { id })
  expect(entries.map(({ reserved_delta, settled_delta }) => [reserved_delta, settled_delta])).toEqual([
    [600, 0],
    [50, 0],
    [-600, 600],
    [-20, 20],
    [-10, 10],
    [-20, 0],
    [0, -30],
  ])
  expect(decisions).toHaveLength(2)
  expect(await differences(tenantId)).toEqual([])
})

it('shows managers their own trades, admins all of them, and nobody those of another company', async () => {
  const { manager, admin } = await company()
  const stranger = await contextOf(await createTenant(1), 'admin')
  const { trade_id } = await createTrade.execute(admin, purchase(10), keyed())
  const id = trade_id!
  await createTrade.execute(manager, purchase(10), keyed())
  expect((await listTrades.execute(manager, {})).pagination.total).toBe(1)
  expect((await listTrades.execute(admin, {})).pagination.total).toBe(2)
  const first = await listTrades.execute(admin, { limit: '1' as never })
  const second = await listTrades.execute(admin, {
    limit: '1' as never,
    cursor: first.pagination.next_cursor!,
  })
  expect([first.items[0]!.id, second.items[0]!.id, second.pagination.has_more]).toEqual([
    expect.any(String),
    id,
    false,
  ])
  for (const context of [manager, stranger]) {
    await expect(getTrade.execute(context, { id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(cancelTrade.execute(context, { id, reason: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    })
  }
  await expect(amendTrade.execute(stranger, { id, additional_amount: 1 }, keyed())).rejects.toMatchObject({
    code: 'not_found',
  })
  const foreign = await ownerRows<{ id: string }>('select id from suppliers where tenant_id = $1', [
    stranger.principal.tenantId,
  ])
  await expect(
    createTrade.execute(admin, purchase(1, { supplier_id: foreign[0]!.id }), keyed()),
  ).rejects.toMatchObject({ code: 'invalid_request' })
})

it('says what would be decided without holding anything', async () => {
  const { manager, tenantId } = await company({ approve_over: 100 })
  const requests = [purchase(100), purchase(101), purchase(1_001)]
  const { results } = await checkRisk.execute(manager, { requests })
  expect(results.map(({ would }) => would)).toEqual(['reserve', 'await_approval', 'refuse'])
  expect(await ownerRows('select from trade_decisions where tenant_id = $1', [tenantId])).toEqual([])
})

it('gives back what was not placed within 72 hours, and keeps what is already outside', async () => {
  const there = await company({ approve_over: 100 })
  const { manager, tenantId } = there
  const waiting = await createTrade.execute(manager, purchase(200), keyed())
  const outside = await placed(there, 50)
  await ownerRows(`update trades set expires_at = now() - interval '1 second' where tenant_id = $1`, [
    tenantId,
  ])
  await expireTrades()
  const statuses = await listTrades.execute(manager, {})
  expect(
    Object.fromEntries(statuses.items.map(({ id, status, reserved }) => [id, `${status} ${reserved}`])),
  ).toEqual({
    [waiting.trade_id!]: 'expired 0',
    [outside]: 'placed 50',
  })
  expect(await differences(tenantId)).toEqual([])
})

it('keeps an alert acknowledged, once', async () => {
  const { manager } = await company()
  await createTrade.execute(manager, purchase(500), keyed())
  const [alert] = (await listRiskAlerts.execute(manager, { acknowledged: 'false' })).items
  expect(alert).toMatchObject({ kind: 'threshold', threshold: 50, value: 500, cap: 1_000 })
  const change = { id: alert!.id, acknowledged: true, note: 'Known' } as const
  expect(await acknowledgeAlert.execute(manager, change)).toMatchObject({ note: 'Known' })
  await expect(acknowledgeAlert.execute(manager, change)).rejects.toMatchObject({ code: 'conflict' })
  expect((await listRiskAlerts.execute(manager, { acknowledged: 'false' })).items).toEqual([])
})

it('lets the application read counters, decisions, trades and the ledger, and write none of them', async () => {
  const { manager, tenantId } = await company()
  await createTrade.execute(manager, purchase(10), keyed())
  for (const table of ['budget_counters', 'trade_decisions', 'trades', 'spending_ledger']) {
    const seen = await transaction(tenantId, 'read only', (tx) => tx.execute(`select from ${table}`))
    expect(seen.rowCount, table).toBeGreaterThan(0)
    for (const change of [
      `update ${table} set tenant_id = tenant_id`,
      `delete from ${table}`,
      `insert into ${table} select * from ${table}`,
    ])
      await expect(query(change), change).rejects.toMatchObject({ code: '42501' })
  }
  for (const call of ['spend_post(null, null)', 'spend_alert(null)', 'spend_decide_at(null, null, null)'])
    await expect(query(`select ${call}`), call).rejects.toMatchObject({ code: '42501' })
})

it('gives nobody more money for what they requested, and counts the whole trade against the cap of one', async () => {
  const there = await company()
  const { admin, super_admin, tenantId } = there
  await ownerRows('update budget_limits set per_transaction_cap = 150 where tenant_id = $1', [tenantId])
  const { trade_id } = await createTrade.execute(admin, purchase(100), keyed())
  const more = { id: trade_id!, additional_amount: 50 }
  await expect(amendTrade.execute(admin, more, keyed())).rejects.toMatchObject({ code: 'forbidden' })
  await expect(
    amendTrade.execute(super_admin, { ...more, additional_amount: 51 }, keyed()),
  ).rejects.toMatchObject({ code: 'trade_refused' })
  expect(await amendTrade.execute(super_admin, more, keyed())).toMatchObject({ outcome: 'reserved' })
  expect(await differences(tenantId)).toEqual([])
})
