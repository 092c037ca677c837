import type { AnomalyRow } from './repository.ts'
import type { AnomalyResource } from './schema.ts'

export function toAnomaly(row: AnomalyRow): AnomalyResource {
  return {
    id: row.id,
    kind: row.kind as AnomalyResource['kind'],
    dataset: row.dataset,
    subject: row.subject,
    item_id: row.itemId,
    occurred_on: row.occurredOn,
    score: row.score,
    reason: row.reason,
    evidence: row.evidence as AnomalyResource['evidence'],
    status: row.status as AnomalyResource['status'],
    note: row.note,
    decided_by: row.decidedBy,
    decided_at: row.decidedAt?.toISOString() ?? null,
    found_at: row.foundAt.toISOString(),
  }
}
