import type { Principal } from '#src/lib/context.ts'
import { isRunning, type ResponseStatus } from './moves.ts'
import type { ResponseFound } from './repository.ts'
import type { ResponseResource } from './schema.ts'

export function toResponse({ permissions }: Principal, row: ResponseFound): ResponseResource {
  const status = row.status as ResponseStatus
  const self = `/api/v1/rfps/${row.rfpId}/responses/${row.id}`
  const moves = permissions.has('rfps.write') ? movesOf(status, row.rfpStatus) : []
  return {
    id: row.id,
    rfp_id: row.rfpId,
    supplier_id: row.supplierId,
    supplier_no: row.supplierNo,
    supplier_name: row.supplierName,
    status,
    is_sealed: !row.isOpened,
    amount: row.amount,
    lead_time_days: row.leadTimeDays,
    submitted_at: row.submittedAt?.toISOString() ?? null,
    notes: row.notes,
    lines: row.lines.map(({ lineId, price }) => ({ line_id: lineId, price })),
    scores: row.scores.map(({ criterionId, score }) => ({ criterion_id: criterionId, score })),
    total_score: totalScore(row),
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    links: { self, ...Object.fromEntries(moves.map((move) => [move, `${self}/${move}`])) },
  }
}

function movesOf(status: ResponseStatus, rfpStatus: string): string[] {
  if (rfpStatus === 'published') {
    if (status === 'draft') return ['submit']
    return status === 'submitted' ? ['withdraw'] : []
  }
  return rfpStatus === 'closed' && isRunning(status) ? ['score'] : []
}

/** A weighted mean; a score that is missing is no zero. */
function totalScore({ scores, criteria }: ResponseFound): number | null {
  if (criteria === 0 || scores.length < criteria) return null
  return scores.reduce((total, { score, weight }) => total + score * weight, 0) / 100
}
