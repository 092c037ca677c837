import type { FlowRow } from './repository.ts'
import type { FlowResource } from './schema.ts'

export function draftVersionOf({ publishedVersion }: Pick<FlowRow, 'publishedVersion'>): number {
  return (publishedVersion ?? 0) + 1
}

export function toFlow(row: FlowRow): FlowResource {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    learners: row.learners as FlowResource['learners'],
    audience: row.audience as FlowResource['audience'],
    position: row.position,
    policy: row.policy as FlowResource['policy'],
    hold_out_percent: row.holdOutPercent,
    status: row.status as FlowResource['status'],
    published_version: row.publishedVersion,
    draft_version: draftVersionOf(row),
    has_changes: row.hasChanges,
    is_shipped: row.shippedKey !== null,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  }
}
