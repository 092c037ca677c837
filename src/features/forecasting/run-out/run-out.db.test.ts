import { expect, it } from 'vitest'
import { PredictiveAnalyticsEngine } from '#src/features/supplier-performance/predictive-analytics-engine.ts'
import { addSales, askForecast, carryOut } from '../../../../tests/support/forecasts.ts'
import { contextOf, createTenant, ownerRows } from '../../../../tests/support/owner.ts'

it('items that run out are told by what lies there and what is expected, of one company alone', async () => {
  const tenant = await createTenant(8)
  const { tenantId } = (await contextOf(tenant, 'admin')).principal
  await ownerRows('delete from sales where tenant_id = $1', [tenant.id])
  const [first] = await ownerRows<{ day: string }>(
    `select (date_trunc('month', current_date) - interval '24 months')::date::text as day`,
  )
  const selling = Array.from({ length: 24 }, (_, month) => 20_000 + month)
  const [item] = await addSales(tenant.id, first!.day, [selling, selling.map(() => 0)])
  const admin = await contextOf(tenant, 'admin')
  const { id } = await askForecast(admin, { as_of: undefined, horizon: 12 })
  await carryOut(admin, id)

  const engine = new PredictiveAnalyticsEngine()
  const found = await engine.runOut(tenantId, { days: 200 })
  expect(found.map(({ itemId }) => itemId)).toEqual([item])
  const [stock] = await ownerRows<{ available: number }>(
    `select sum(on_hand - reserved)::integer as available from inventory_items where product_id = $1`,
    [item],
  )
  expect(found[0]).toMatchObject({ quantity: stock!.available, p50: expect.any(String) })
  expect(found[0]!.p90! <= found[0]!.p50!).toBe(true)
  expect(await engine.anomalies(tenantId)).toEqual([])

  const stranger = (await contextOf(await createTenant(1), 'admin')).principal.tenantId
  expect(await engine.runOut(stranger, { days: 200 })).toEqual([])
  expect(() => engine.runOut(tenantId, { days: 0 })).toThrow('days: a whole number from 1 to 366')
})
