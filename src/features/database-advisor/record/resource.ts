import { planLines } from '../plans/shape.ts'
import type { AdviceRow, FiguresRow, findHistory, findPlans, HealthRow, TableRow } from './repository.ts'
import type { AdviceResource, DatabaseResource, HealthPoint, QueryFigures, QueryResource } from './schema.ts'

const shareOf = (part: number, whole: number) => (whole > 0 ? part / whole : null)

export function toFigures(row: FiguresRow, allMs: number): QueryFigures {
  return {
    ...{ fingerprint: row.fingerprint, query: row.query, calls: row.calls, rows: row.rows },
    total_ms: row.totalMs,
    mean_ms: row.totalMs / Math.max(1, row.calls),
    cache_share: shareOf(row.blocksHit, row.blocksHit + row.blocksRead),
    time_share: shareOf(row.totalMs, allMs) ?? 0,
  }
}

export function toHistory(rows: Awaited<ReturnType<typeof findHistory>>): QueryResource['history'] {
  return rows.map(({ at, calls, totalMs }) => ({
    ...{ at: at.toISOString(), calls, total_ms: totalMs, mean_ms: totalMs / Math.max(1, calls) },
  }))
}

export function toPlans(rows: Awaited<ReturnType<typeof findPlans>>): QueryResource['plans'] {
  return rows.map(({ plannedAt, cost, plan }) => ({
    ...{ planned_at: plannedAt.toISOString(), cost, lines: planLines(plan) },
  }))
}

export function toAdvice(row: AdviceRow): AdviceResource {
  return {
    ...{ id: row.id, subject: row.subject, index_name: row.indexName, statement: row.statement },
    ...{ undo_statement: row.undoStatement, reason: row.reason, gain: row.gain, bytes: row.bytes },
    kind: row.kind as AdviceResource['kind'],
    status: row.status as AdviceResource['status'],
    basis: row.basis as AdviceResource['basis'],
    evidence: row.evidence as AdviceResource['evidence'],
    found_at: row.foundAt.toISOString(),
    decided_at: row.decidedAt?.toISOString() ?? null,
  }
}

export function toHealth(row: HealthRow): HealthPoint {
  return {
    at: row.at.toISOString(),
    ...{ connections: row.connections, max_connections: row.maxConnections, active: row.active },
    ...{ idle_in_transaction: row.idleInTransaction, waiting_for_locks: row.waitingForLocks },
    oldest_transaction_seconds: row.oldestTransactionSeconds,
    oldest_transaction: row.oldestTransaction,
    cache_share: shareOf(row.blocksHit, row.blocksHit + row.blocksRead),
    ...{ deadlocks: row.deadlocks, temp_bytes: row.tempBytes, database_bytes: row.databaseBytes },
    dead_share: shareOf(row.deadRows, row.deadRows + row.liveRows) ?? 0,
    disk_free_bytes: row.diskFreeBytes,
  }
}

export function toTable(row: TableRow): DatabaseResource['tables'][number] {
  return {
    ...{ name: row.name, live_rows: row.liveRows, dead_rows: row.deadRows, bytes: row.bytes },
    index_bytes: row.indexBytes,
    vacuumed_at: row.vacuumedAt?.toISOString() ?? null,
  }
}
