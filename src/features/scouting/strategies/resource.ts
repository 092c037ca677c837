import type { StrategyRow, VersionRow } from './repository.ts'
import type { StrategyResource, VersionResource } from './schema.ts'

export function toStrategy(row: StrategyRow): StrategyResource {
  return {
    id: row.id,
    name: row.name,
    status: row.status as StrategyResource['status'],
    number: row.currentNumber,
    rules: row.rules as StrategyResource['rules'],
    open_trades: row.openTrades,
    created_by: row.createdBy,
    created_by_name: row.createdByName,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}

export function toVersion(row: VersionRow): VersionResource {
  return {
    id: row.id,
    number: row.number,
    rules: row.rules as VersionResource['rules'],
    created_by: row.createdBy,
    created_by_name: row.createdByName,
    created_at: row.createdAt.toISOString(),
  }
}
