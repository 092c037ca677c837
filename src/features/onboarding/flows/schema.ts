import * as z from 'zod'
import { learnerKinds, policyNames, publishedStatuses } from '#src/lib/db/schema/onboarding/flows.ts'
import { id, line, pageInput, roles } from '../fields/schema.ts'
import { stepResource } from '../steps/schema.ts'

const status = z.enum(publishedStatuses, `must be one of: ${publishedStatuses.join(', ')}`)
const learners = z
  .enum(learnerKinds, `must be one of: ${learnerKinds.join(', ')}`)
  .describe('Members of your company, or users of your own application.')
const description = z.string().trim().max(1_000, 'must have at most 1,000 characters')
const position = z.int('must be a whole number').min(0).max(10_000)

const policy = z
  .enum(policyNames, `must be one of: ${policyNames.join(', ')}`)
  .describe('How the next step is chosen, once enough decisions have ended.')
const hold_out_percent = z
  .int('must be a whole number')
  .min(1)
  .max(50)
  .describe('So many of a hundred learners always get the fixed order.')

export const createFlowInput = z.strictObject({
  name: line(200),
  description: description.default(''),
  learners: learners.default('members'),
  audience: roles.default([]),
  position: position.default(100).describe('Flows with a lower number come first.'),
  policy: policy.default('thompson'),
  hold_out_percent: hold_out_percent.default(10),
})
export type CreateFlowInput = z.input<typeof createFlowInput>

export const changeFlowInput = z.strictObject({
  ...{ id, name: line(200), description, audience: roles, position },
  policy: policy.optional(),
  hold_out_percent: hold_out_percent.optional(),
})
export type ChangeFlowInput = z.input<typeof changeFlowInput>

export const flowById = z.strictObject({ id })

export const listFlowsInput = z.strictObject({ status: status.optional(), ...pageInput })

export const flowResource = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  learners,
  audience: roles,
  position: z.number().int(),
  policy,
  hold_out_percent,
  status,
  /** Null: never published. */
  published_version: z.number().int().nullable(),
  /** The version that changes go into. */
  draft_version: z.number().int(),
  /** Whether the draft differs from what is published. */
  has_changes: z.boolean(),
  is_shipped: z.boolean(),
  version: z.number().int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})
export type FlowResource = z.infer<typeof flowResource>

export const flowDetails = flowResource.extend({
  steps: z.array(stepResource).describe('Those of the draft, in their order.'),
  published_steps: z.array(stepResource),
})
export type FlowDetails = z.infer<typeof flowDetails>
