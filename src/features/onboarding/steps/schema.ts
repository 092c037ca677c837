import * as z from 'zod'
import { completers } from '#src/lib/db/schema/onboarding/flows.ts'
import { id, roles } from '../fields/schema.ts'
import { type CompletionAction, completionActions } from './completion-actions.ts'

const actions = Object.keys(completionActions) as [CompletionAction, ...CompletionAction[]]
const key = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be 1 to 60 lower-case letters, digits and hyphens')

const step = {
  content_item_id: z.uuid('must be the ID of one of your texts'),
  /** Any of them completes it; none: your application reports it with a `completed` event. */
  completion_actions: z.array(z.enum(actions, `must be one of: ${actions.join(', ')}`)).max(10),
  completed_by: z.enum(completers, `must be one of: ${completers.join(', ')}`),
  prerequisites: z.array(key).max(20),
  roles,
  is_optional: z.boolean(),
  path: z
    .string()
    .max(200)
    .regex(/^\/([a-z0-9_-]+(\/[a-z0-9_-]+)*)?(\?[a-z0-9_=&-]*)?$/i, 'must be a page, such as /exports/new')
    .nullable(),
}

export const createStepInput = z.strictObject({
  id,
  key,
  content_item_id: step.content_item_id,
  completion_actions: step.completion_actions.default([]),
  completed_by: step.completed_by.default('person'),
  prerequisites: step.prerequisites.default([]),
  roles: step.roles.default([]),
  is_optional: step.is_optional.default(false),
  path: step.path.default(null),
})
export type CreateStepInput = z.input<typeof createStepInput>

export const changeStepInput = z.strictObject(step).partial().extend({ id })
export type ChangeStepInput = z.input<typeof changeStepInput>

export const stepById = z.strictObject({ id })

export const listStepsInput = z.strictObject({
  id,
  of: z.enum(['draft', 'published'], 'must be one of: draft, published').default('draft'),
})

export const reorderInput = z.strictObject({
  id,
  keys: z.array(key).min(1).max(100).describe('The keys of all steps of the draft, in their new order.'),
})

export const stepResource = z.object({
  id: z.uuid(),
  flow_id: z.uuid(),
  flow_version: z.number().int(),
  key: z.string(),
  position: z.number().int(),
  title: z.string(),
  kind: z.string(),
  ...step,
})
export type StepResource = z.infer<typeof stepResource>
