import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { cancelTrade } from '#src/features/spend/commands/cancel-trade.ts'
import { placeTrades } from '#src/features/spend/upkeep/sweeps.ts'
import { query } from '#src/lib/db/index.ts'
import { asOwner, contextOf, contextsOf, createTenant, ownerRows } from '../../../tests/support/owner.ts'
import { addSelling } from '../../../tests/support/selling.ts'
import { differences, insertLimit, keyed } from '../../../tests/support/spend.ts'
import { analyze } from './commands/analyze.ts'
import { changeStrategy } from './commands/change-strategy.ts'
import { createOffer } from './commands/create-offer.ts'
import { createStrategy } from './commands/create-strategy.ts'
import { dismissOpportunity } from './commands/dismiss-opportunity.ts'
import { activateStrategy, archiveStrategy, pauseStrategy, resumeStrategy } from './commands/move-strategy.ts'
import { takeOpportunity } from './commands/take-opportunity.ts'
import { findRunOutOpportunities } from './finding/service.ts'
import { getOpportunity } from './queries/get-opportunity.ts'
import { listOpportunities } from './queries/list-opportunities.ts'
import { listStrategyVersions } from './queries/list-strategy-versions.ts'
import { expireOpportunities, settleTaken } from './upkeep/sweeps.ts'

/** A company with a budget and nothing on its shelves that anybody buys. */
async function company(limit: object = { total_cap: 1_000_000 }) {
  const people = await contextsOf(await createTenant(8))
  const { tenantId } = people.admin.principal
  await ownerRows('delete from sales where tenant_id = $1', [tenantId])
  await ownerRows('update inventory_items set reorder_point = 0 where tenant_id = $1', [tenantId])
  await insertLimit(tenantId, limit)
  return { ...people, tenantId }
}

const addItems = (tenantId: string, left: number[]) => asOwner((client) => addSelling(client, tenantId, left))

type People = Awaited<ReturnType<typeof company>>

function offerOf(amount: number, more: object = {}) {
  const instrument = { kind: 'machine', id: randomUUID() }
  const valid_until = new Date(Date.now() + 86_400_000).toISOString()
  return { instrument, quantity: 1, unit_price: amount, currency: 'EUR', valid_until, ...more }
}

const offer = async ({ manager }: People, amount: number, more: object = {}) =>
  (await createOffer.execute(manager, offerOf(amount, more))).id

const anything = { match: 'all' as const, of: [{ field: 'amount' as const, op: 'gt' as const, value: 0 }] }

describe('run-outs', () => {
  it('are found by sales where there is no forecast, ranked by what they save, and found once', async () => {
    const { manager, tenantId } = await company()
    const [sooner, later] = await addItems(tenantId, [10, 40])
    const found = await analyze.execute(manager, {})
    expect(found).toMatchObject({ method: 'moving_average', degraded: true, stale: false })
    expect(found.because).toContain('forecast')
    const mine = found.items.filter(({ opportunity }) => opportunity.method === 'moving_average')
    expect(mine.map(({ opportunity }) => opportunity.instrument.id)).toEqual([sooner, later])
    expect(mine[0]).toMatchObject({
      would: 'reserve',
      opportunity: { facts: { days_to_run_out: 5, daily_demand: 2, available: 10 }, currency: 'EUR' },
    })
    const again = await analyze.execute(manager, {})
    expect(again.items.map(({ opportunity }) => opportunity.id)).toEqual(
      found.items.map(({ opportunity }) => opportunity.id),
    )
    const bySubject = await analyze.execute(manager, { subject: later! })
    expect(bySubject.items.map(({ opportunity }) => opportunity.instrument.id)).toEqual([later])
    const stranger = await contextOf(await createTenant(1), 'admin')
    await expect(getOpportunity.execute(stranger, { id: mine[0]!.opportunity.id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('are told by their forecasts where there are some, and the others by their sales', async () => {
    const { manager, tenantId } = await company()
    const [sold, forecast] = await addItems(tenantId, [10, 40])
    const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
    const found = await findRunOutOpportunities(manager.principal, async () => [
      { itemId: forecast!, p50: null, p90: soon, quantity: 40 },
    ])
    expect(found).toEqual({ method: 'forecast', degraded: false, because: null, found: 2 })
    const { items } = await listOpportunities.execute(manager, { kind: 'run_out' })
    expect(new Map(items.map(({ instrument, method }) => [instrument.id, method]))).toEqual(
      new Map([
        [sold, 'moving_average'],
        [forecast, 'forecast'],
      ]),
    )
  })

  it('are found without forecasts when these do not answer, and keep the facts they were found with', async () => {
    const { manager, tenantId } = await company()
    const [id] = await addItems(tenantId, [10])
    const { principal } = manager
    const dead = () => new Promise<never>(() => {})
    expect(await findRunOutOpportunities(principal, dead)).toMatchObject({
      ...{ method: 'moving_average', degraded: true },
      because: 'Forecasting did not answer in time.',
    })
    const broken = await findRunOutOpportunities(principal, () => Promise.reject(new Error('down')))
    expect(broken).toMatchObject({ degraded: true, found: 0 })
    await expect(query('update opportunities set facts = $1', [JSON.stringify({})])).rejects.toThrow(
      'permission denied',
    )
    const [row] = (await listOpportunities.execute(manager, { kind: 'run_out' })).items
    expect(row).toMatchObject({ instrument: { kind: 'product', id }, status: 'open' })
  })
})

describe('an opportunity', () => {
  it('is taken once, however many try, and its key gets the same answer again', async () => {
    const people = await company()
    const { manager, admin, tenantId } = people
    const id = await offer(people, 400)
    const keys = [keyed(), keyed(), keyed(), keyed()]
    const tries = await Promise.allSettled(
      keys.map((key, index) => takeOpportunity.execute(index % 2 ? admin : manager, { id }, key)),
    )
    const won = tries.findIndex(({ status }) => status === 'fulfilled')
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const taken = await getOpportunity.execute(manager, { id })
    expect(taken).toMatchObject({ status: 'taken', trade_status: 'reserved' })
    const again = await takeOpportunity.execute(won % 2 ? admin : manager, { id }, keys[won])
    expect(again.trade_id).toBe(taken.trade_id)
    expect(await ownerRows('select from trades where tenant_id = $1', [tenantId])).toHaveLength(1)
    await expect(dismissOpportunity.execute(manager, { id, reason: 'No' })).rejects.toMatchObject({
      code: 'illegal_transition',
    })
  })

  it('is open again when its money is refused, and when its trade ends unplaced, but not once it is placed', async () => {
    const people = await company({ total_cap: 500 })
    const { manager } = people
    const dear = await offer(people, 501)
    await expect(takeOpportunity.execute(manager, { id: dear }, keyed())).rejects.toMatchObject({
      code: 'trade_refused',
    })
    expect(await getOpportunity.execute(manager, { id: dear })).toMatchObject({
      ...{ status: 'open', trade_id: null },
      note: expect.stringContaining('no room'),
    })

    const id = await offer(people, 300)
    const first = await takeOpportunity.execute(manager, { id }, keyed())
    await cancelTrade.execute(manager, { id: first.trade_id!, reason: 'Wrong' })
    await settleTaken()
    expect(await getOpportunity.execute(manager, { id })).toMatchObject({
      ...{ status: 'open', note: 'Its trade was cancelled: Wrong' },
    })
    const second = await takeOpportunity.execute(manager, { id }, keyed())
    await placeTrades()
    await settleTaken()
    await cancelTrade.execute(manager, { id: second.trade_id!, reason: 'Late' })
    await settleTaken()
    expect(await getOpportunity.execute(manager, { id })).toMatchObject({ status: 'taken' })
  })

  it('that a crash left without its trade gets it, or is open again', async () => {
    const people = await company()
    const { manager, tenantId } = people
    const [decided, undecided] = [await offer(people, 100), await offer(people, 100)]
    await takeOpportunity.execute(manager, { id: decided }, keyed())
    await ownerRows(
      `update opportunities set status = 'taken', trade_id = null, taken_at = now() - interval '2 minutes',
         taken_by = $2, taken_key = coalesce(taken_key, 'lost') where tenant_id = $1`,
      [tenantId, manager.principal.userId],
    )
    await settleTaken()
    expect(await getOpportunity.execute(manager, { id: decided })).toMatchObject({
      status: 'taken',
      trade_status: 'reserved',
    })
    expect(await getOpportunity.execute(manager, { id: undecided })).toMatchObject({ status: 'open' })
  })

  it('ends with its time, and is dismissed with a reason', async () => {
    const people = await company()
    const { manager, tenantId } = people
    const [kept, late] = [await offer(people, 100), await offer(people, 200)]
    await expect(
      createOffer.execute(manager, offerOf(1, { valid_until: '2020-01-01T00:00:00Z' })),
    ).rejects.toMatchObject({
      details: { errors: [{ path: 'valid_until' }] },
    })
    await ownerRows(`update opportunities set valid_until = now() where tenant_id = $1 and amount = 200`, [
      tenantId,
    ])
    await expect(takeOpportunity.execute(manager, { id: late }, keyed())).rejects.toMatchObject({
      code: 'illegal_transition',
    })
    await expireOpportunities()
    expect(await getOpportunity.execute(manager, { id: late })).toMatchObject({ status: 'expired' })
    expect(await dismissOpportunity.execute(manager, { id: kept, reason: 'Too big' })).toMatchObject({
      ...{ status: 'dismissed', note: 'Too big' },
    })
  })
})

describe('a strategy', () => {
  it('buys what it chooses once it is active, within a budget of its own, and nothing after a pause', async () => {
    const people = await company()
    const { admin, manager, tenantId } = people
    const ids = [await offer(people, 300), await offer(people, 200), await offer(people, 100)]
    const rules = {
      ...{ currency: 'EUR', autonomy: 'auto' as const, match: anything },
      choose: { by: 'amount' as const, order: 'lowest' as const, most: 2 },
    }
    const strategy = await createStrategy.execute(admin, { name: 'Small first', rules })
    const input = { strategy_id: strategy.id, execute: true }
    await expect(analyze.execute(manager, input, keyed())).rejects.toMatchObject({
      code: 'illegal_transition',
    })
    await activateStrategy.execute(admin, { id: strategy.id })
    await expect(analyze.execute(manager, input)).rejects.toMatchObject({ code: 'invalid_request' })
    await insertLimit(tenantId, { scope: 'strategy', subject: strategy.id, total_cap: 250 })

    const key = keyed()
    const outcomes = async () => {
      const { items } = await analyze.execute(manager, input, key)
      return items.flatMap(({ opportunity, outcome }) =>
        outcome ? [[ids.indexOf(opportunity.id), outcome.error?.code ?? outcome.decision?.outcome]] : [],
      )
    }
    const expected = [
      [2, 'reserved'],
      [1, 'trade_refused'],
    ]
    expect(await outcomes()).toEqual(expect.arrayContaining(expected))
    expect((await outcomes()).length).toBe(2)
    expect(await getOpportunity.execute(manager, { id: ids[2]! })).toMatchObject({
      strategy_name: 'Small first',
    })
    expect(await differences(tenantId)).toEqual([])

    await pauseStrategy.execute(admin, { id: strategy.id })
    await expect(analyze.execute(manager, input, keyed())).rejects.toMatchObject({
      code: 'illegal_transition',
    })
    await resumeStrategy.execute(admin, { id: strategy.id })
    await archiveStrategy.execute(admin, { id: strategy.id })
    await expect(resumeStrategy.execute(admin, { id: strategy.id })).rejects.toMatchObject({
      code: 'illegal_transition',
    })
  })

  it('has never more open trades than it may have, also when two buy for it at once', async () => {
    const people = await company()
    const { admin, manager, tenantId } = people
    for (const amount of [100, 200, 300, 400]) await offer(people, amount)
    const rules = { currency: 'EUR', autonomy: 'auto' as const, match: anything, max_open: 1 }
    const { id } = await createStrategy.execute(admin, { name: 'One at a time', rules })
    await activateStrategy.execute(admin, { id })
    const input = { strategy_id: id, execute: true }
    await Promise.all([manager, admin, manager, admin].map((who) => analyze.execute(who, input, keyed())))
    expect(await ownerRows('select from trades where tenant_id = $1', [tenantId])).toHaveLength(1)
    const later = await analyze.execute(manager, input, keyed())
    expect(new Set(later.items.map(({ choice }) => choice!.code))).toEqual(new Set(['max_open']))
  })

  it('that observes or proposes holds nothing, and says what it would do and why', async () => {
    const people = await company()
    const { admin, manager, tenantId } = people
    await offer(people, 300)
    const match = {
      match: 'any' as const,
      of: [{ field: 'lateness_risk' as const, op: 'lt' as const, value: 10 }],
    }
    const { id } = await createStrategy.execute(admin, { name: 'Watch', rules: { currency: 'EUR', match } })
    await activateStrategy.execute(admin, { id })
    const unknown = await analyze.execute(manager, { strategy_id: id, execute: true }, keyed())
    expect(unknown.items[0]!.choice).toMatchObject({
      ...{ action: 'leave', code: 'unknown' },
      conditions: [{ words: 'Late deliveries in % is less than 10', holds: null }],
    })
    const { version } = await changeStrategy.execute(
      { ...admin, ifMatch: '"2"' },
      { id, rules: { currency: 'EUR', match: anything } },
    )
    expect(version).toBe(3)
    const seen = await analyze.execute(manager, { strategy_id: id, execute: true }, keyed())
    expect(seen.items[0]).toMatchObject({ choice: { action: 'observe' }, outcome: null, would: 'reserve' })
    expect(await ownerRows('select from trades where tenant_id = $1', [tenantId])).toEqual([])

    const versions = await listStrategyVersions.execute(manager, { id })
    expect(versions.items.map(({ number }) => number)).toEqual([2, 1])
    await expect(query('update strategy_versions set number = 9')).rejects.toThrow('permission denied')
    await expect(
      changeStrategy.execute({ ...admin, ifMatch: '"2"' }, { id, name: 'Late' }),
    ).rejects.toMatchObject({ code: 'precondition_failed' })
    await expect(
      createStrategy.execute(admin, { name: 'Watch', rules: { currency: 'EUR', match } }),
    ).rejects.toMatchObject({
      code: 'duplicate',
    })
    await expect(
      createStrategy.execute(manager, { name: 'Mine', rules: { currency: 'EUR', match } }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
