import type { findDecisions, findEntries, TradeRow } from './repository.ts'
import type { TradeDetails, TradeResource } from './schema.ts'

export function toTrade(row: TradeRow): TradeResource {
  return {
    id: row.id,
    status: row.status as TradeResource['status'],
    reason: row.reason,
    instrument: { kind: row.instrumentKind, id: row.instrumentId },
    product_name: row.productName,
    supplier_id: row.supplierId,
    supplier_name: row.supplierName,
    category: row.category,
    quantity: row.quantity,
    amount: row.amount,
    currency: row.currency,
    reserved: row.reserved,
    settled: row.settled,
    adapter: row.adapter as TradeResource['adapter'],
    external_ref: row.externalRef,
    order_id: row.orderId,
    delivery: row.locationId && row.dueOn ? { location_id: row.locationId, due_on: row.dueOn } : null,
    attempt: row.attempt,
    requested_by: row.requestedBy,
    requested_by_name: row.requestedByName,
    approved_by: row.approvedBy,
    request_id: row.requestId,
    expires_at: row.expiresAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}

type Decision = Awaited<ReturnType<typeof findDecisions>>[number]
type Entry = Awaited<ReturnType<typeof findEntries>>[number]

/** A trade with the decisions that it passed and what the ledger says of it. */
export function toDetails(row: TradeRow, decisions: Decision[], entries: Entry[]): TradeDetails {
  return {
    ...toTrade(row),
    decisions: decisions.map(({ id, amount, outcome, checks, decidedAt }) => ({
      ...{ id, amount, outcome, decided_at: decidedAt.toISOString() },
      checks: checks as TradeDetails['decisions'][number]['checks'],
    })),
    entries: entries.map((entry) => ({
      entry_no: entry.entryNo,
      kind: entry.kind as TradeDetails['entries'][number]['kind'],
      reserved_delta: entry.reservedDelta,
      settled_delta: entry.settledDelta,
      reason: entry.reason,
      hash: entry.hash,
      recorded_at: entry.recordedAt.toISOString(),
    })),
  }
}
