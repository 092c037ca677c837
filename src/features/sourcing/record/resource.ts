import type { Principal } from '#src/lib/context.ts'
import { legalMoves, type RfpStatus } from './moves.ts'
import type { CriterionRow, DraftedOrder, FoundLine, Invited, RfpFound } from './repository.ts'
import type { RfpDetails, RfpResource } from './schema.ts'

export function toRfp({ permissions }: Principal, row: RfpFound): RfpResource {
  const status = row.status as RfpStatus
  const self = `/api/v1/rfps/${row.id}`
  const moves = legalMoves(status).filter((move) =>
    permissions.has(move === 'award' ? 'rfps.award' : 'rfps.write'),
  )
  return {
    id: row.id,
    rfp_no: row.rfpNo,
    title: row.title,
    description: row.description,
    status,
    scope_id: row.scopeId,
    scope_version: row.scopeVersion,
    scope_name: row.scopeName,
    currency: row.currency,
    deadline: row.deadline.toISOString(),
    is_sealed: status !== 'closed' && status !== 'awarded',
    published_at: row.publishedAt?.toISOString() ?? null,
    created_by: { id: row.createdBy, name: row.creator },
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    links: {
      ...{ self, responses: `${self}/responses` },
      ...Object.fromEntries(moves.map((move) => [move, `${self}/${move}`])),
    },
  }
}

interface Parts {
  lines: FoundLine[]
  criteria: CriterionRow[]
  invited: Invited[]
  orders: DraftedOrder[]
}

export function toDetails(
  principal: Principal,
  row: RfpFound,
  { lines, criteria, invited, orders }: Parts,
): RfpDetails {
  return {
    ...toRfp(principal, row),
    orders: orders.map(({ id, orderNo, supplierName, status }) => ({
      ...{ id, order_no: orderNo, supplier_name: supplierName },
      status: status as RfpDetails['orders'][number]['status'],
    })),
    lines: lines.map((line) => ({
      id: line.id,
      position: line.position,
      description: line.description,
      item_id: line.productId,
      sku: line.sku,
      item_name: line.itemName,
      quantity: line.quantity,
      unit: line.unit,
      awarded_response_id: line.awardedResponseId,
    })),
    criteria: criteria.map(({ id, position, name, weight }) => ({ id, position, name, weight })),
    invited: invited.map(({ supplierId, supplierNo, name, invitedAt }) => ({
      ...{ supplier_id: supplierId, supplier_no: supplierNo, name, invited_at: invitedAt.toISOString() },
    })),
  }
}
