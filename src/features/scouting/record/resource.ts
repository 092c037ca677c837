import type { OpportunityRow } from './repository.ts'
import type { FoundFacts, OpportunityResource, Reason } from './schema.ts'

export function toOpportunity(row: OpportunityRow): OpportunityResource {
  return {
    id: row.id,
    kind: row.kind as OpportunityResource['kind'],
    status: row.status as OpportunityResource['status'],
    method: row.method as OpportunityResource['method'],
    instrument: { kind: row.instrumentKind, id: row.instrumentId },
    title: row.title,
    supplier_id: row.supplierId,
    supplier_name: row.supplierName,
    category: row.category,
    quantity: row.quantity,
    amount: row.amount,
    currency: row.currency,
    score: row.score,
    reasons: row.reasons as Reason[],
    facts: row.facts as FoundFacts,
    found_at: row.foundAt.toISOString(),
    valid_until: row.validUntil.toISOString(),
    taken_by: row.takenBy,
    taken_by_name: row.takenByName,
    taken_at: row.takenAt?.toISOString() ?? null,
    strategy_id: row.strategyId,
    strategy_name: row.strategyName,
    trade_id: row.tradeId,
    trade_status: row.tradeStatus,
    note: row.note,
  }
}
