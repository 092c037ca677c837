import { expect, it } from 'vitest'
import type { Context } from '#src/lib/context.ts'
import { getClient } from '#src/lib/db/index.ts'
import { contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { insertLimit, keyed, purchase } from '../../../../tests/support/spend.ts'
import { getTradingState } from '../queries/get-state.ts'
import { haltEmergencies, placeTrades, proveAllSpending, proveSpending } from '../upkeep/sweeps.ts'
import { approveTrade } from './approve-trade.ts'
import { cancelTrade } from './cancel-trade.ts'
import { confirmResume } from './confirm-resume.ts'
import { createTrade } from './create-trade.ts'
import { askToResume } from './request-resume.ts'
import { stopSpending } from './stop.ts'

async function company(limit: object = {}) {
  const tenant = await createTenant(1)
  const people = await contextsOf(tenant)
  await insertLimit(tenant.id, { total_cap: 1_000_000, ...limit })
  const passwordOf = ({ principal }: Context) =>
    tenant.users.find(({ id }) => id === principal.userId)!.password
  return { ...people, tenantId: tenant.id, passwordOf }
}

const reason = 'Something is wrong'
const count = async (tenantId: string) =>
  (
    await ownerRows<{ n: number }>(`select count(*)::int as n from trades where tenant_id = $1`, [tenantId])
  )[0]!.n

it('lets no decision commit after its answer, however many are under way', async () => {
  const { manager, tenantId } = await company()
  const asked = Array.from({ length: 400 }, () => createTrade.execute(manager, purchase(1), keyed()))
  const settled = Promise.allSettled(asked)
  const { state } = await stopSpending.execute(manager, { reason })
  const atAnswer = await count(tenantId)
  const outcomes = await settled
  expect(state).toBe('HALTED')
  expect(await count(tenantId)).toBe(atAnswer)
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
  expect(refused.length).toBe(400 - atAnswer)
  // A busy machine may hold a decision up for so long that it is not taken, or its session is ended.
  const expected = ['trading_halted', 'unavailable', '57P01']
  expect(refused.filter((code) => !expected.includes(code))).toEqual([])
  await expect(createTrade.execute(manager, purchase(1), keyed())).rejects.toMatchObject({
    code: 'trading_halted',
  })
})

it('ends the session of whoever holds it up', async () => {
  const { manager, tenantId } = await company()
  const frozen = await getClient()
  await frozen.query('begin')
  await frozen.query('select pg_advisory_xact_lock_shared(7291, hashtext($1))', [tenantId])
  expect((await stopSpending.execute(manager, { reason })).state).toBe('HALTED')
  await expect(frozen.query('select 1')).rejects.toThrow()
  frozen.release(true)
})

it('needs no connection of the pool', async () => {
  const { manager } = await company()
  const held = await Promise.all(Array.from({ length: 10 }, () => getClient()))
  const { state } = await stopSpending.execute(manager, { reason }).finally(() => {
    for (const client of held) client.release()
  })
  expect(state).toBe('HALTED')
})

it('in reducing lets out what was approved and nothing new; halted lets nothing out; cancelling always works', async () => {
  const { manager, admin } = await company({ approve_over: 100 })
  const approved = await createTrade.execute(manager, purchase(50), keyed())
  const waiting = await createTrade.execute(manager, purchase(101), keyed())
  await stopSpending.execute(manager, { state: 'REDUCING', reason })
  await expect(createTrade.execute(manager, purchase(1), keyed())).rejects.toMatchObject({
    code: 'trading_halted',
  })
  await expect(approveTrade.execute(admin, { id: waiting.trade_id! })).rejects.toMatchObject({
    code: 'trading_halted',
  })
  await placeTrades()
  const [{ status }] = (await ownerRows<{ status: string }>('select status from trades where id = $1', [
    approved.trade_id,
  ])) as [{ status: string }]
  expect(status).toBe('placed')
  await stopSpending.execute(manager, { reason })
  await expect(stopSpending.execute(manager, { state: 'REDUCING', reason })).rejects.toMatchObject({
    code: 'illegal_transition',
  })
  expect((await cancelTrade.execute(manager, { id: waiting.trade_id!, reason })).status).toBe('cancelled')
})

it('keeps reserved trades in while it is halted', async () => {
  const { manager, tenantId } = await company()
  await createTrade.execute(manager, purchase(50), keyed())
  await stopSpending.execute(manager, { reason })
  await placeTrades()
  expect(await ownerRows('select status from trades where tenant_id = $1', [tenantId])).toEqual([
    { status: 'reserved' },
  ])
})

it('goes on when one admin asked and another confirmed, and a new stop voids what was asked', async () => {
  const { manager, admin, super_admin, passwordOf } = await company()
  const ask = (version: number) =>
    askToResume.execute(admin, { reason: 'All is well', version, password: passwordOf(admin) })
  const confirm = (context: Context, version: number) =>
    confirmResume.execute(context, { version, password: passwordOf(context) })
  await expect(ask(0)).rejects.toMatchObject({ code: 'conflict' })
  const stop = await stopSpending.execute(manager, { reason })
  await expect(ask(stop.version + 1)).rejects.toMatchObject({ code: 'precondition_failed' })
  await expect(confirm(super_admin, stop.version)).rejects.toMatchObject({ code: 'conflict' })
  await ask(stop.version)
  await expect(confirm(admin, stop.version)).rejects.toMatchObject({ code: 'conflict' })
  const again = await stopSpending.execute(manager, { reason })
  await expect(confirm(super_admin, again.version)).rejects.toMatchObject({ code: 'conflict' })
  expect((await ask(again.version)).resume).toMatchObject({ reason: 'All is well' })
  await expect(confirm(super_admin, stop.version)).rejects.toMatchObject({ code: 'precondition_failed' })
  expect(await confirm(super_admin, again.version)).toMatchObject({ state: 'ACTIVE', resume: null })
  expect((await createTrade.execute(manager, purchase(1), keyed())).outcome).toBe('reserved')
})

it('an only admin confirms alone, after everybody could object', async () => {
  const { admin, super_admin, tenantId, passwordOf } = await company()
  await ownerRows('update users set disabled_at = now() where id = $1', [super_admin.principal.userId])
  const { version } = await stopSpending.execute(admin, { reason })
  const password = passwordOf(admin)
  await askToResume.execute(admin, { reason, version, password })
  await expect(confirmResume.execute(admin, { version, password })).rejects.toMatchObject({
    code: 'conflict',
  })
  await ownerRows(
    `update trading_state set resume_requested_at = now() - interval '15 minutes' where tenant_id = $1`,
    [tenantId],
  )
  expect((await confirmResume.execute(admin, { version, password })).state).toBe('ACTIVE')
})

it('follows a trade that would pass the emergency threshold, also when its process ends before', async () => {
  const { manager, tenantId } = await company({ emergency_threshold: 100 })
  await expect(createTrade.execute(manager, purchase(101), keyed())).rejects.toMatchObject({
    code: 'trade_refused',
  })
  expect((await getTradingState.execute(manager, {})).state).toBe('HALTED')
  await ownerRows(
    `update trading_state set state = 'ACTIVE', changed_at = now() - interval '1 day' where tenant_id = $1`,
    [tenantId],
  )
  await haltEmergencies()
  expect((await getTradingState.execute(manager, {})).state).toBe('HALTED')
})

it('is not made again by an old refusal that is asked for once more after people resumed', async () => {
  const { manager, admin, super_admin, passwordOf } = await company({ emergency_threshold: 100 })
  const key = keyed()
  const tooMuch = purchase(101)
  await expect(createTrade.execute(manager, tooMuch, key)).rejects.toMatchObject({ code: 'trade_refused' })
  const { version } = await getTradingState.execute(manager, {})
  await askToResume.execute(admin, { reason: 'All is well', version, password: passwordOf(admin) })
  await confirmResume.execute(super_admin, { version, password: passwordOf(super_admin) })
  await expect(createTrade.execute(manager, tooMuch, key)).rejects.toMatchObject({ code: 'trade_refused' })
  await haltEmergencies()
  expect((await getTradingState.execute(manager, {})).state).toBe('ACTIVE')
  await expect(createTrade.execute(manager, tooMuch, keyed())).rejects.toMatchObject({
    code: 'trade_refused',
  })
  expect((await getTradingState.execute(manager, {})).state).toBe('HALTED')
})

it.each([
  ['a counter', `update budget_counters set reserved = reserved + 1 where tenant_id = $1 and period = 'day'`],
  ['a trade', 'update trades set reserved = reserved - 1 where tenant_id = $1 and amount = 60'],
  ['a new entry', `update spending_ledger set request_id = 'other' where tenant_id = $1 and entry_no = 3`],
  ['an old entry', `update spending_ledger set request_id = 'other' where tenant_id = $1 and entry_no = 1`],
])('follows when %s was altered', async (what, alter) => {
  const { manager, tenantId } = await company()
  await createTrade.execute(manager, purchase(60), keyed())
  await createTrade.execute(manager, purchase(50), keyed())
  await proveSpending()
  expect((await getTradingState.execute(manager, {})).state).toBe('ACTIVE')
  await createTrade.execute(manager, purchase(1), keyed())
  await ownerRows('alter table spending_ledger disable trigger immutable')
  await ownerRows(alter, [tenantId])
  await ownerRows('alter table spending_ledger enable trigger immutable')
  await (what === 'an old entry' ? proveAllSpending : proveSpending)()
  expect((await getTradingState.execute(manager, {})).state).toBe('HALTED')
  expect(
    await ownerRows(`select from risk_alerts where tenant_id = $1 and severity = 'critical'`, [tenantId]),
  ).toHaveLength(1)
})
