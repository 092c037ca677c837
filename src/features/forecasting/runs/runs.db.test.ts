import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { getItem } from '#src/features/inventory/queries/get-item.ts'
import type { Context } from '#src/lib/context.ts'
import { runTransaction } from '#src/lib/jobs/run-transaction.ts'
import { addSales, askForecast, carryOut } from '../../../../tests/support/forecasts.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { cancelForecast } from '../commands/cancel.ts'
import { getForecast } from '../queries/get.ts'
import { getSeries } from '../queries/get-series.ts'
import { listForecasts } from '../queries/list.ts'
import { listSeries } from '../queries/list-series.ts'
import { TimeSeriesForecaster } from '../time-series-forecaster.ts'
import { publish } from './outcomes.ts'
import { claimRun } from './repository.ts'
import { lostForecasts } from './sweeps.ts'

const months = (count: number, of: (month: number) => number) =>
  Array.from({ length: count }, (_, n) => of(n))
const demand = [
  months(30, (n) => 100 + n + 20 * Math.round(Math.sin(n))),
  months(30, (n) => (n === 7 ? 0 : 40)),
]

let admin: Context
let manager: Context
let items: string[]

beforeEach(async () => {
  const tenant = await createTenant(8)
  ;[admin, manager] = [await contextOf(tenant, 'admin'), await contextOf(tenant, 'manager')]
  await ownerRows('delete from sales where tenant_id = $1', [tenant.id])
  items = await addSales(tenant.id, '2023-01-01', demand)
})

/** Everything that a run says in numbers. */
async function numbersOf(id: string) {
  const { data_sha256, accuracy, series_count } = await getForecast.execute(admin, { id })
  const { items: series } = await listSeries.execute(admin, { id })
  const details = await Promise.all(series.map((one) => getSeries.execute(admin, { id, series: one.id })))
  return { data_sha256, accuracy, series_count, details: details.map(({ id: _, ...rest }) => rest) }
}

async function forecast(asked?: Parameters<typeof askForecast>[1]) {
  const { id } = await askForecast(admin, asked)
  await carryOut(admin, id)
  return id
}

describe('a forecast', () => {
  it('is requested with its job and audit entry, carried out, and published whole', async () => {
    const run = await askForecast(admin)
    expect(run).toMatchObject({ status: 'pending', name: 'Units ordered by item', as_of: '2025-06-15' })
    const jobs = `select data->>'runId' as id from pgboss.job where name = 'forecasts.run'`
    expect(await ownerRows(jobs)).toContainEqual({ id: run.id })
    await carryOut(admin, run.id)
    expect(await getForecast.execute(manager, { id: run.id })).toMatchObject({
      ...{ status: 'completed', series_count: 2, series_left_out: 0, attempt: 1, progress_percentage: 100 },
      ...{ starts_on: '2025-06-01', ends_before: '2025-09-01' },
    })
    const { items: series } = await listSeries.execute(manager, { id: run.id })
    expect(series.map(({ position, keys }) => [position, keys])).toEqual(
      items.map((item, index) => [index + 1, { item }]),
    )
    const one = await getSeries.execute(manager, { id: run.id, series: series[1]!.id })
    // The running month is left out, and a month without an order is 0.
    expect(one.history).toHaveLength(29)
    expect(one.history[7]).toEqual({ starts_on: '2023-08-01', value: 0 })
    expect(one.points.map(({ starts_on }) => starts_on)).toEqual(['2025-06-01', '2025-07-01', '2025-08-01'])
    for (const { mean, interval_80, interval_95, interval_99, actual } of one.points) {
      expect(actual).toBeNull()
      expect(mean).toBeGreaterThanOrEqual(interval_80.lower)
      expect(interval_99.lower).toBeLessThanOrEqual(interval_95.lower)
      expect(interval_95.upper).toBeLessThanOrEqual(interval_99.upper)
    }
    const actions = await ownerRows(
      `select action from audit_entries where subject_id = $1 order by created_at`,
      [run.id],
    )
    expect(actions).toEqual([{ action: 'forecast.created' }, { action: 'forecast.completed' }])
    expect((await listForecasts.execute(manager, {})).items.map(({ id }) => id)).toEqual([run.id])
  })

  it('knows nothing that came after its day, and nothing of other companies', async () => {
    const expected = await numbersOf(await forecast())
    const other = (await createTenant(8)).id
    const later = fc.record({
      from: fc.constantFrom('2025-06-01', '2025-07-01', '2025-12-01'),
      quantities: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(later, async ({ from, quantities }) => {
        await addSales(admin.principal.tenantId, from, [quantities, quantities])
        await addSales(other, '2023-01-01', [quantities])
        // The same bytes, too: nothing else distinguishes the runs.
        expect(await numbersOf(await forecast())).toEqual(expected)
      }),
      { numRuns: 3 },
    )
    expect(await numbersOf(await forecast({ as_of: '2025-08-01' }))).not.toEqual(expected)
  })

  it('takes a month in which an item was nowhere in stock for unknown, and others without an order for 0', async () => {
    const { tenantId } = admin.principal
    const [lamp] = await ownerRows<{ id: string }>(
      `insert into products (tenant_id, sku, name, unit_price, unit_cost) values ($1, '0 LAMP', 'Lamp', 5, 3)
       returning id`,
      [tenantId],
    )
    const post = (quantity: number, kind: string, at: string) =>
      ownerRows(
        `insert into stock_movements (tenant_id, product_id, location_id, quantity, kind, posted_at)
         select $1, $2, id, $3, $4, $5 from locations where tenant_id = $1 order by code limit 1`,
        [tenantId, lamp!.id, quantity, kind, at],
      )
    await post(500, 'opening', '2023-03-15')
    await post(-500, 'issue', '2023-07-20')
    await post(900, 'receipt', '2023-09-10')
    await ownerRows('delete from sales where tenant_id = $1', [tenantId])
    // Nothing was ordered in February, before anything is known of its stock, in August and in November.
    await addSales(tenantId, '2023-01-01', [months(29, (n) => ([1, 7, 10].includes(n) ? 0 : 40))])
    const id = await forecast()
    const { items: series } = await listSeries.execute(admin, { id })
    const { history, why } = await getSeries.execute(admin, { id, series: series[0]!.id })
    const unusual = history.flatMap(({ starts_on, value }) => (value === 40 ? [] : [[starts_on, value]]))
    expect(unusual).toEqual([
      ['2023-02-01', 0],
      ['2023-08-01', null],
      ['2023-11-01', 0],
    ])
    expect(why).toContain('A month without stock did not count as without demand.')
  })

  it('of items says on their pages what the next 30 days need', async () => {
    const id = await forecast({ as_of: undefined })
    const { forecast: expected } = await getItem.execute(manager, { id: items[1]! })
    expect(expected).toMatchObject({ runId: id, method: expect.any(String) })
    expect(expected!.p10).toBeLessThanOrEqual(expected!.p50)
    expect(expected!.p50).toBeLessThanOrEqual(expected!.p90)
    await forecast({ keys: ['category'], as_of: undefined })
    expect((await getItem.execute(manager, { id: items[1]! })).forecast).toEqual(expected)
  })

  it('keeps the largest series and says how many it left out', async () => {
    const id = await forecast({ series_limit: 1 })
    expect(await getForecast.execute(admin, { id })).toMatchObject({ series_count: 1, series_left_out: 1 })
    const none = await forecast({ filters: { sku: 'no such item' } })
    expect(await getForecast.execute(admin, { id: none })).toMatchObject({
      status: 'completed',
      series_count: 0,
    })
  })

  it('can be asked for by code, which acts for the company', async () => {
    const request = { dataset: 'sales', measure: 'amount', grain: 'month', as_of: '2025-06-15' } as const
    const { runId } = await new TimeSeriesForecaster().run(admin.principal.tenantId, request)
    await carryOut(admin, runId)
    expect(await getForecast.execute(admin, { id: runId })).toMatchObject({ series_count: 1 })
    const wrong = new TimeSeriesForecaster().run(admin.principal.tenantId, { ...request, measure: 'x' })
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_request' })
  })
})

describe('an attempt', () => {
  const worker = { id: crypto.randomUUID(), name: 'gone' }
  const claim = (id: string) => runTransaction(admin.principal.tenantId, (tx) => claimRun(tx, id, worker))
  const made = { dataHash: '', seriesLeftOut: 0, startsOn: '2025-06-01', endsBefore: '2025-09-01' }

  it('of a dead worker is taken over, and what it says later is not heard', async () => {
    const { id } = await askForecast(admin)
    const lost = (await claim(id))!
    expect(await claim(id)).toBeUndefined()
    await lostForecasts.run(worker)
    expect(await getForecast.execute(admin, { id })).toMatchObject({ status: 'pending', attempt: 1 })
    await carryOut(admin, id)
    expect(await publish(lost, { ...made, scoreOn: null, series: [] })).toBe(false)
    expect(await getForecast.execute(admin, { id })).toMatchObject({
      ...{ status: 'completed', attempt: 2, series_count: 2 },
    })
  })

  it('that is lost three times ends as failed', async () => {
    const { id } = await askForecast(admin)
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await claim(id)
      await lostForecasts.run(worker)
    }
    const message = 'The worker that carried out this forecast stopped.'
    expect(await getForecast.execute(admin, { id })).toMatchObject({
      status: 'failed',
      error_message: message,
    })
  })

  it('ends when somebody cancels, before and after its claim', async () => {
    const waiting = await askForecast(admin)
    expect(await cancelForecast.execute(admin, { id: waiting.id })).toMatchObject({ status: 'cancelled' })
    await expect(cancelForecast.execute(admin, { id: waiting.id })).rejects.toMatchObject({
      code: 'conflict',
      message: 'This forecast is already cancelled.',
    })
    const running = await askForecast(admin)
    const claimed = (await claim(running.id))!
    const asked = await cancelForecast.execute(admin, { id: running.id })
    expect(asked).toMatchObject({ status: 'processing', is_cancelling: true })
    expect(await publish(claimed, { ...made, scoreOn: null, series: [] })).toBe(false)
    await lostForecasts.run(worker)
    expect(await getForecast.execute(admin, { id: running.id })).toMatchObject({ status: 'cancelled' })
  })

  it('fails for good once its creator may not read the data any more', async () => {
    const { id } = await askForecast(admin)
    await ownerRows(`update users set role = 'viewer' where id = $1`, [admin.principal.userId])
    await carryOut(admin, id)
    expect(await getForecast.execute(manager, { id })).toMatchObject({
      ...{ status: 'failed', attempt: 1 },
      error_message: expect.stringContaining('was withdrawn'),
    })
  })
})

describe('who may', () => {
  it('is everybody but viewers to look, and admins to ask; others have never heard of it', async () => {
    await expect(askForecast(manager)).rejects.toMatchObject({ code: 'forbidden' })
    const { id } = await askForecast(admin)
    const stranger = await contextOf(await createTenant(1), 'admin')
    for (const call of [getForecast, listSeries, cancelForecast])
      await expect(call.execute(stranger, { id })).rejects.toMatchObject({ code: 'not_found' })
    expect((await listForecasts.execute(stranger, {})).items).toEqual([])
  })

  it('a sixth one waits until one of five has ended', async () => {
    for (let count = 0; count < 5; count += 1) await askForecast(admin)
    await expect(askForecast(admin)).rejects.toMatchObject({ code: 'conflict' })
  })
})
