import type { AlertRow } from './repository.ts'
import type { AlertResource } from './schema.ts'

export function toAlert(row: AlertRow): AlertResource {
  return {
    id: row.id,
    kind: row.kind as AlertResource['kind'],
    severity: row.severity as AlertResource['severity'],
    message: row.message,
    limit_id: row.limitId,
    threshold: row.threshold,
    currency: row.currency,
    value: row.value,
    cap: row.cap,
    created_at: row.createdAt.toISOString(),
    acknowledged_at: row.acknowledgedAt?.toISOString() ?? null,
    acknowledged_by: row.acknowledgedBy,
    note: row.note,
  }
}
