import type { StepFound } from './repository.ts'
import type { StepResource } from './schema.ts'

export function toStep(row: StepFound): StepResource {
  return {
    id: row.id,
    flow_id: row.flowId,
    flow_version: row.flowVersion,
    key: row.stepKey,
    position: row.position,
    title: row.title,
    kind: row.kind,
    content_item_id: row.contentItemId,
    completion_actions: row.completionActions as StepResource['completion_actions'],
    completed_by: row.completedBy as StepResource['completed_by'],
    prerequisites: row.prerequisites,
    roles: row.roles as StepResource['roles'],
    is_optional: row.isOptional,
    path: row.path,
  }
}
