import type { BacktestRow } from './repository.ts'
import type { BacktestDetails, BacktestResource, Result } from './schema.ts'

export function toBacktest(row: BacktestRow): BacktestResource {
  return {
    id: row.id,
    strategy_id: row.strategyId,
    number: row.number,
    from: row.fromDay,
    until: row.untilDay,
    status: row.status as BacktestResource['status'],
    error_message: row.errorMessage,
    totals: (row.result as Result | null)?.totals ?? null,
    input_hash: row.inputHash,
    result_hash: row.resultHash,
    created_at: row.createdAt.toISOString(),
    completed_at: row.completedAt?.toISOString() ?? null,
  }
}

export function toBacktestDetails(row: BacktestRow): BacktestDetails {
  return { ...toBacktest(row), result: row.result as Result | null }
}
