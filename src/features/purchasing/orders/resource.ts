import type { Principal } from '#src/lib/context.ts'
import { inCurrency, lineAmount } from '../money/amounts.ts'
import { moveRights, movesOf, type OrderStatus } from './moves.ts'
import type { FoundLine, FoundOrder } from './repository.ts'
import type { OrderLineResource, OrderResource, OrderSummary } from './schema.ts'

export function toSummary(principal: Principal, found: FoundOrder): OrderSummary {
  const { row, supplier } = found
  return {
    id: row.id,
    order_no: row.orderNo,
    supplier_id: row.supplierId,
    supplier_no: supplier.supplierNo,
    supplier_name: supplier.name,
    status: row.status as OrderStatus,
    trade_id: row.tradeId,
    currency: row.currency,
    total: inCurrency(row.total, row.currency),
    location_id: row.locationId,
    location_name: found.locationName,
    reference: row.reference,
    notes: row.notes,
    rfp: row.rfpId && found.rfpNo ? { id: row.rfpId, rfp_no: found.rfpNo } : null,
    created_by: toPerson(found.creator),
    submitted_by: found.submitter && toPerson(found.submitter),
    approved_by: found.approver && toPerson(found.approver),
    created_at: row.createdAt.toISOString(),
    submitted_at: row.submittedAt?.toISOString() ?? null,
    approved_at: row.approvedAt?.toISOString() ?? null,
    sent_at: row.sentAt?.toISOString() ?? null,
    confirmed_at: row.confirmedAt?.toISOString() ?? null,
    ended_at: row.endedAt?.toISOString() ?? null,
    end_reason: row.endReason,
    updated_at: row.updatedAt.toISOString(),
    version: row.version,
    links: linksOf(principal, row.id, row.status as OrderStatus),
  }
}

export function toOrder(principal: Principal, found: FoundOrder, lines: FoundLine[]): OrderResource {
  return { ...toSummary(principal, found), lines: lines.map(toLine) }
}

export function toPerson({ id, firstName, lastName }: FoundOrder['creator']): { id: string; name: string } {
  return { id, name: `${firstName} ${lastName}` }
}

/** What this person may do with an order in that state. */
function linksOf({ permissions }: Principal, id: string, status: OrderStatus): Record<string, string> {
  const self = `/api/v1/purchase-orders/${id}`
  const moves = movesOf(status).filter((move) => permissions.has(moveRights[move]))
  const links = moves.map((move) => [move, move === 'receive' ? '/api/v1/deliveries' : `${self}/${move}`])
  return { self, ...Object.fromEntries(links) }
}

function toLine(line: FoundLine): OrderLineResource {
  return {
    id: line.id,
    line_no: line.lineNo,
    item_id: line.productId,
    sku: line.sku,
    description: line.description,
    unit: line.unit,
    supplier_sku: line.supplierSku,
    quantity: line.quantity,
    price: line.price,
    amount: lineAmount(line),
    due_on: line.dueOn,
    confirmed_on: line.confirmedOn,
    received: line.received,
    rejected: line.rejected,
    open: Math.max(line.quantity - line.received, 0),
  }
}
