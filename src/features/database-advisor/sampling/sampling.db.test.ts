import pg from 'pg'
import { beforeAll, expect, it } from 'vitest'
import { findDataset } from '#src/features/datasets/catalog/index.ts'
import { inSnapshot } from '#src/features/datasets/connections/service.ts'
import { systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { runPass } from '#src/lib/jobs/sweep.ts'
import { contextsOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { dismissAdvice } from '../commands/dismiss-advice.ts'
import { watchPlans } from '../plans/sweeps.ts'
import { getDatabase } from '../queries/get-database.ts'
import { getQuery } from '../queries/get-query.ts'
import { listAdvice } from '../queries/list-advice.ts'
import { listQueries } from '../queries/list-queries.ts'
import { quoted } from '../rules/rules.ts'
import { applyRules } from '../rules/sweeps.ts'
import { readHealth } from './repository.ts'
import { takeSamples } from './sweeps.ts'

/** As a build leaves it that was cut off; only a superuser may write the catalog. */
async function asLeftover(name: string): Promise<void> {
  const url = new URL(process.env.OWNER_URL!)
  url.username = 'postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query('update pg_index set indisvalid = false where indexrelid = $1::regclass', [name])
  await client.end()
}

type People = Awaited<ReturnType<typeof contextsOf>>
let operator: People
let other: People
const text = 'select count(*) as advised from sales where quantity = $1'

beforeAll(async () => {
  operator = await contextsOf(await createTenant(20))
  other = await contextsOf(await createTenant(1))
})

const run = (times: number) =>
  transaction(operator.admin.principal.tenantId, 'read only', async (tx) => {
    for (let left = times; left > 0; left -= 1) await tx.$client.query(text, [left])
  })

it('samples say what statements did since the last one, and nobody else sees them', async () => {
  const halfPast = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 30 * 60_000
  const at = (minutes: number) => new Date(halfPast + minutes * 60_000)
  await run(3)
  expect(await takeSamples(at(0)), 'statements, tables, indexes').toBe(3)
  expect(await takeSamples(at(1)), 'nothing is due').toBe(0)
  await run(4)
  expect(await takeSamples(at(6))).toBe(1)

  const { queries } = await listQueries.execute(operator.super_admin, { by: 'calls', limit: 100 })
  const found = queries.find(({ query }) => query === text)!
  expect(found, 'what was counted before the first reading counts nowhere').toMatchObject({
    calls: 4,
    rows: 4,
  })
  expect(await watchPlans()).toBeGreaterThan(0)
  expect(await watchPlans(), 'the same plans').toBe(0)
  const one = await getQuery.execute(operator.super_admin, { fingerprint: found.fingerprint })
  expect(one.history.map(({ calls }) => calls)).toEqual([4])
  expect(one.plans[0]!.lines.join(' ')).toContain('on sales')

  const database = await getDatabase.execute(operator.super_admin, {})
  expect(database.statements).toEqual({ state: 'ready', remedy: null })
  expect(database.now!.connections).toBeGreaterThan(0)
  expect(database.tables[0]!.bytes).toBeGreaterThan(0)

  for (const operation of [getDatabase, listQueries]) {
    await expect(operation.execute(operator.admin, {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(operation.execute(other.super_admin, {})).rejects.toMatchObject({ code: 'not_found' })
  }
})

it('names the export whose snapshot is the oldest transaction', async () => {
  const { tenantId } = operator.admin.principal
  const reading = { purpose: 'export 7', mayUseReplica: false }
  await inSnapshot(tenantId, findDataset('sales')!, reading, async ({ tx }) => {
    await tx.$client.query('select 1')
    const { oldest } = await systemTransaction(readHealth)
    expect(oldest).toMatchObject({ application: 'waybill export 7', state: 'idle in transaction' })
  })
})

it('the transaction that holds the lock of a sweep is neither idle nor the oldest', async () => {
  const read = () => systemTransaction(readHealth)
  const before = await read()
  const during: (typeof before)[] = []
  const run = async () => during.push(await read())
  await runPass({ name: 'test.idle', every: 1, run }, { id: crypto.randomUUID(), name: 'test' })
  expect(during[0]!.idle_in_transaction).toBe(before.idle_in_transaction)
  expect(during[0]!.oldest?.query ?? '').not.toContain('pg_try_advisory_xact_lock')
})

it('after a reset of the server all that it counts came since', async () => {
  const before = await ownerRows<{ calls: string; fingerprint: string }>(
    'select calls, fingerprint from query_stats where query = $1',
    [text],
  )
  // As if the server had counted far more before it was reset.
  await ownerRows(
    `update query_stats set counters = counters || '{"calls": 1000000, "since": "2020-01-01T00:00:00Z"}' where query = $1`,
    [text],
  )
  await run(2)
  await takeSamples(new Date(Date.now() + 10 * 60_000))
  const [after] = await ownerRows<{ calls: string }>('select calls from query_stats where query = $1', [text])
  expect(Number(after!.calls) - Number(before[0]!.calls), '3 and 4 and 2 are counted since').toBe(9)
})

it('rules advise, a person dismisses, and what is settled is open no more', async () => {
  await ownerRows('create index advised_twice on sales (tenant_id, order_date)')
  await ownerRows('create index advised_twice_again on sales (tenant_id, order_date)')
  expect(await applyRules()).toBeGreaterThan(0)
  const open = { status: 'open', limit: 100 } as const
  const named = async (name: string) =>
    (await listAdvice.execute(operator.super_admin, open)).items.find(({ index_name }) => index_name === name)
  const advice = await named('advised_twice_again')
  expect(advice).toMatchObject({ kind: 'duplicate', subject: 'sales' })
  const dismissed = await dismissAdvice.execute(operator.super_admin, { id: advice!.id })
  expect(dismissed.status).toBe('dismissed')
  await expect(dismissAdvice.execute(operator.super_admin, { id: advice!.id })).rejects.toMatchObject({
    code: 'illegal_transition',
  })
  await applyRules()
  expect(await named('advised_twice_again'), 'not advised again').toBeUndefined()

  await ownerRows('drop index advised_twice, advised_twice_again')
  await ownerRows('create index left_behind on sales (tenant_id, quantity)')
  await asLeftover('left_behind')
  await applyRules()
  expect(await named('left_behind')).toMatchObject({ kind: 'invalid' })
  await ownerRows('drop index left_behind')
  await applyRules()
  const { items } = await listAdvice.execute(operator.super_admin, { status: 'settled', limit: 100 })
  expect(items.map(({ index_name }) => index_name)).toContain('left_behind')
})

it('two samplers at once count once, and the hour adds up its five minutes', async () => {
  const hour = Math.ceil(Date.now() / 3_600_000) * 3_600_000 + 3_600_000
  await takeSamples(new Date(hour))
  await run(5)
  const calls = async () =>
    Number(
      (await ownerRows<{ calls: string }>('select calls from query_stats where query = $1', [text]))[0]!
        .calls,
    )
  const before = await calls()
  const later = new Date(hour + 5 * 60_000)
  expect((await Promise.all([takeSamples(later), takeSamples(later)])).toSorted()).toEqual([0, 1])
  expect(await calls()).toBe(before + 5)
  const [sums] = await ownerRows<{ fine: string; hour: string }>(
    `select sum(blocks_hit) filter (where step = 'five_minutes') as fine,
       sum(blocks_hit) filter (where step = 'hour') as hour from database_samples where at >= $1`,
    [new Date(hour)],
  )
  expect(sums!.hour).toBe(sums!.fine)
  const [now, day] = await Promise.all(
    [48, 24].map(async (hours) => (await getDatabase.execute(operator.super_admin, { hours })).now),
  )
  expect(now, 'now is the same whatever is asked').toEqual(day)
})

it('what is old, and what another company had as the operator, is forgotten', async () => {
  const plan = (tenantId: string, fingerprint: string) =>
    ownerRows(
      `insert into query_plans (tenant_id, fingerprint, shape, plan, cost) values ($1, $2, 'x', '{}', 1)`,
      [tenantId, fingerprint],
    )
  const advise = (name: string, decidedAt: string) =>
    ownerRows(
      `insert into index_advice (tenant_id, kind, status, subject, reason, evidence, basis, fingerprint, decided_at)
       values ($1, 'unused', 'settled', $2, 'x', '{}', 'rules', $2, $3)`,
      [operator.admin.principal.tenantId, name, decidedAt],
    )
  await plan(other.admin.principal.tenantId, 'former')
  await plan(operator.admin.principal.tenantId, 'no statement')
  await advise('long settled', '2020-01-01')
  await advise('just settled', new Date().toISOString())
  await takeSamples(new Date(Date.now() + 2 * 86_400_000))
  const plans = await ownerRows(`select from query_plans where fingerprint in ('former', 'no statement')`)
  expect(plans).toEqual([])
  const advice = await ownerRows(`select subject from index_advice where subject like '% settled'`)
  expect(advice).toEqual([{ subject: 'just settled' }])
})

it('every word that the database reserves is quoted', async () => {
  const words = await ownerRows<{ word: string }>(
    `select word from pg_get_keywords() where catcode in ('R', 'T')`,
  )
  expect(words.map(({ word }) => word).filter((word) => quoted(word) === word)).toEqual([])
})
