import type { Pool } from 'pg'
import { expect, expectTypeOf, it } from 'vitest'
import type { DatabaseManager } from '../db/index.ts'
import * as door from './query-optimizer.ts'

it('the database advisor answers under the names that other code imports', () => {
  const { DatabasePerformanceMonitor, IntelligentQueryOptimizer, QueryOptimizer, queryOptimization } = door
  expect(Object.keys(door).sort()).toEqual([
    ...['DatabasePerformanceMonitor', 'IntelligentQueryOptimizer', 'QueryOptimizer'],
    ...['QueryPerformanceAnalyzer', 'queryOptimization'],
  ])
  expect(QueryOptimizer).toBe(door.QueryPerformanceAnalyzer)
  expectTypeOf<Pool>().toExtend<ConstructorParameters<typeof QueryOptimizer>[0]>()
  expectTypeOf<DatabaseManager>().toExtend<ConstructorParameters<typeof QueryOptimizer>[0]>()
  expect(queryOptimization.analyzer()).toBeInstanceOf(QueryOptimizer)
  expect(queryOptimization.optimizer()).toBeInstanceOf(IntelligentQueryOptimizer)
  expect(queryOptimization.monitor()).toBeInstanceOf(DatabasePerformanceMonitor)

  type Analyzer = InstanceType<typeof QueryOptimizer>
  expectTypeOf<{ since: Date; by: 'time'; limit: number }>().toExtend<Parameters<Analyzer['top']>[0]>()
  expectTypeOf<Awaited<ReturnType<Analyzer['top']>>[number]['total_ms']>().toEqualTypeOf<number>()
  expectTypeOf<Parameters<Analyzer['history']>>().toEqualTypeOf<[string]>()
  expectTypeOf<Parameters<Analyzer['explain']>>().toEqualTypeOf<[string]>()

  type Optimizer = InstanceType<typeof IntelligentQueryOptimizer>
  expectTypeOf<{ budgetMb: number; queries: string[] }>().toExtend<Parameters<Optimizer['advise']>[0]>()
  expectTypeOf<[string[], { table: string; columns: string[] }[]]>().toExtend<
    Parameters<Optimizer['whatIf']>
  >()
  expectTypeOf<{ days: number }>().toExtend<Parameters<Optimizer['unused']>[0]>()
  expectTypeOf<Awaited<ReturnType<Optimizer['duplicates']>>[number]['statement']>().toEqualTypeOf<
    string | null
  >()

  type Monitor = InstanceType<typeof DatabasePerformanceMonitor>
  expectTypeOf<{ since: Date; step: 'hour' }>().toExtend<Parameters<Monitor['history']>[0]>()
  expectTypeOf<Awaited<ReturnType<Monitor['alerts']>>[number]['message']>().toEqualTypeOf<string>()
  expectTypeOf<Parameters<Monitor['sample']>>().toEqualTypeOf<[]>()
})
