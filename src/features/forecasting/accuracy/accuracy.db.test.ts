import { beforeAll, describe, expect, it } from 'vitest'
import { listRows } from '#src/features/datasets/queries/list-rows.ts'
import type { Context } from '#src/lib/context.ts'
import { addSales, askForecast, carryOut } from '../../../../tests/support/forecasts.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'
import { getForecast } from '../queries/get.ts'
import { getSeries } from '../queries/get-series.ts'
import { listAccuracy } from '../queries/list-accuracy.ts'
import { listSeries } from '../queries/list-series.ts'
import { scoreForecasts } from './sweeps.ts'

let admin: Context
let id: string

beforeAll(async () => {
  const tenant = await createTenant(8)
  admin = await contextOf(tenant, 'admin')
  await ownerRows('delete from sales where tenant_id = $1', [tenant.id])
  const steady = Array.from({ length: 31 }, (_, month) => 50 + (month % 5))
  await addSales(tenant.id, '2023-01-01', [steady, steady.slice(0, 29)])
  id = (await askForecast(admin)).id
  await carryOut(admin, id)
})

const at = (day: string) => new Date(`${day}T12:00:00Z`)
const accuracyOf = async () => (await getForecast.execute(admin, { id })).accuracy

describe('a forecast is scored', () => {
  it('as its periods end, and not before', async () => {
    expect(await scoreForecasts(at('2025-06-30'))).toBe(0)
    expect((await listAccuracy.execute(admin, {})).items).toEqual([])
    expect(await scoreForecasts(at('2025-08-05'))).toBe(1)
    expect(await scoreForecasts(at('2025-08-06'))).toBe(0)
    expect(await accuracyOf()).toMatchObject({ periods: 2 })
    const { items } = await listSeries.execute(admin, { id })
    const [sold, unsold] = await Promise.all(
      items.map((one) => getSeries.execute(admin, { id, series: one.id })),
    )
    expect(sold!.points.map(({ actual }) => actual)).toEqual([54, 50, null])
    // Nothing was ordered any more.
    expect(unsold!.points.map(({ actual }) => actual)).toEqual([0, 0, null])
    expect(sold!.accuracy.mase).toBeLessThan(unsold!.accuracy.mase!)
    expect(unsold!.accuracy).toMatchObject({ periods: 2, smape: 200, bias: null, coverage_95: 0 })
  })

  it('to its end, whatever is corrected meanwhile', async () => {
    await ownerRows(`update sales set quantity = 60 where tenant_id = $1 and order_date = '2025-06-10'`, [
      admin.principal.tenantId,
    ])
    expect(await scoreForecasts(at('2025-09-01'))).toBe(1)
    expect(await scoreForecasts(at('2026-01-01'))).toBe(0)
    expect((await listAccuracy.execute(admin, {})).items).toMatchObject([{ id, accuracy: { periods: 3 } }])
    const { items } = await listSeries.execute(admin, { id })
    const { points } = await getSeries.execute(admin, { id, series: items[0]!.id })
    expect(points.map(({ actual }) => actual)).toEqual([60, 50, 0])
  })
})

it('is not scored for a month in which there was no stock', async () => {
  const tenant = await createTenant(8)
  const boss = await contextOf(tenant, 'admin')
  await ownerRows('delete from sales where tenant_id = $1', [tenant.id])
  const [item] = await addSales(tenant.id, '2023-01-01', [Array.from({ length: 29 }, () => 50)])
  const run = await askForecast(boss, { horizon: 2 })
  await carryOut(boss, run.id)
  // Its fixture has some pieces, which go before June, and others come in July.
  for (const [quantity, kind, day] of [
    ['-on_hand', 'issue', '2025-05-20'],
    ['5', 'receipt', '2025-07-02'],
  ])
    await ownerRows(
      `insert into stock_movements (tenant_id, product_id, location_id, quantity, kind, posted_at)
       select tenant_id, product_id, location_id, ${quantity}, $3, $4 from inventory_items
       where tenant_id = $1 and product_id = $2 and (on_hand > 0 or $3 = 'receipt')`,
      [tenant.id, item, kind, day],
    )
  await scoreForecasts(at('2025-08-05'))
  const { items } = await listSeries.execute(boss, { id: run.id })
  const { points, accuracy } = await getSeries.execute(boss, { id: run.id, series: items[0]!.id })
  expect(points.map(({ actual }) => actual)).toEqual([null, 0])
  expect(accuracy.periods).toBe(1)
})

describe('as datasets', () => {
  const read = async (key: string, filters: Record<string, unknown> = {}) =>
    (await listRows.execute(admin, { key, filters: JSON.stringify(filters) })).rows.map(
      ({ values }) => values,
    )

  it('forecasts have a row for each period, and their accuracy one for each series', async () => {
    const rows = await read('forecasts')
    expect(rows).toHaveLength(6)
    expect(rows[0]).toMatchObject({ starts_on: '2025-08-01', step: 3, forecast: 'Units ordered by item' })
    expect(await read('forecast_accuracy')).toHaveLength(2)
  })

  it.each([
    ['forecasts', { search: 'units' }, 6],
    ['forecasts', { date_to: '2025-06-30' }, 2],
    ['forecasts', { grain: 'week' }, 0],
    ['forecasts', { measure: 'quantity' }, 6],
    ['forecast_accuracy', { search: 'nothing' }, 0],
    ['forecast_accuracy', { date_from: '2025-06-15', grain: 'month' }, 2],
    ['forecast_accuracy', { method: 'no such method' }, 0],
  ])('%s filtered by %j has %i rows', async (key, filters, count) => {
    expect(await read(key, filters)).toHaveLength(count)
  })

  it('are found by the ID of a forecast', async () => {
    expect(await read('forecasts', { forecast_id: id })).toHaveLength(6)
    expect(await read('forecast_accuracy', { forecast_id: crypto.randomUUID() })).toHaveLength(0)
  })
})
