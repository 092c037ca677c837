import { expect, expectTypeOf, it } from 'vitest'
import * as door from './predictive-analytics.ts'

it('what is coming answers under the names that other code imports', () => {
  const { PredictiveAnalyticsEngine, PredictiveAnalyticsService, predictiveAnalytics } = door
  expect(Object.keys(door).sort()).toEqual([
    ...['PredictiveAnalyticsEngine', 'PredictiveAnalyticsService', 'predictiveAnalytics'],
  ])
  expect(predictiveAnalytics.engine()).toBeInstanceOf(PredictiveAnalyticsEngine)
  expect(PredictiveAnalyticsService).toBe(PredictiveAnalyticsEngine)
  type Engine = InstanceType<typeof PredictiveAnalyticsEngine>
  expectTypeOf<Engine['runOut']>().parameter(1).toEqualTypeOf<{ days: number }>()
  expectTypeOf<Awaited<ReturnType<Engine['runOut']>>[number]>().toEqualTypeOf<{
    itemId: string
    p50: string | null
    p90: string | null
    quantity: number
  }>()
  expectTypeOf<Awaited<ReturnType<Engine['supplierRisk']>>[number]['probability']>().toEqualTypeOf<number>()
  expectTypeOf<Awaited<ReturnType<Engine['anomalies']>>[number]['reason']>().toEqualTypeOf<string>()
})
