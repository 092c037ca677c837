import * as z from 'zod'
import { eventKinds, journeyStatuses } from '#src/lib/db/schema/onboarding/journeys.ts'
import { id, learner } from '../fields/schema.ts'

export const devices = ['desktop', 'phone'] as const
export const stepStates = ['open', 'completed', 'skipped'] as const

export const journeyInput = z.strictObject({
  flow_id: z.uuid('must be the ID of a flow').optional().describe('Left out: the flow that comes next.'),
  learner,
})

export const nextInput = journeyInput.extend({
  device: z.enum(devices, `must be one of: ${devices.join(', ')}`).optional(),
  locale: z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language such as en or en-GB')
    .optional(),
})
export type NextInput = z.input<typeof nextInput>

const event = z.strictObject({
  id: id.describe('Yours to choose: an event that comes twice is taken once.'),
  kind: z.enum(eventKinds, `must be one of: ${eventKinds.join(', ')}`),
  step_id: z.uuid('must be the ID of a step of this journey').optional(),
  occurred_at: z.iso
    .datetime({ offset: true, error: 'must be an instant, such as 2026-03-31T07:00:00Z' })
    .refine((text) => Date.parse(text) <= Date.now() + 300_000, 'must not lie in the future')
    .optional(),
})

export const eventsInput = z.strictObject({
  journey_id: id,
  learner,
  events: z.array(event).min(1, 'must hold an event').max(100, 'must hold at most 100 events'),
})
export type EventsInput = z.input<typeof eventsInput>

const journeyStep = z.object({
  id: z.uuid(),
  key: z.string(),
  title: z.string(),
  kind: z.string(),
  body: z.string(),
  body_html: z.string(),
  url: z.string().nullable(),
  /** The page of the console where it is done. */
  path: z.string().nullable(),
  is_optional: z.boolean(),
  state: z.enum(stepStates),
  completed_at: z.iso.datetime().nullable(),
  /** Whether another step comes first. */
  is_blocked: z.boolean(),
  /** Actions of the audit trail, any of which completes it; none: the application reports it. */
  completion_actions: z.array(z.string()),
})

export const journeyResource = z.object({
  id: z.uuid(),
  flow: z.object({ id: z.uuid(), name: z.string(), description: z.string(), version: z.number().int() }),
  learner: z.string(),
  status: z.enum(journeyStatuses),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
  done: z.number().int(),
  total: z.number().int(),
  steps: z.array(journeyStep),
})
export type JourneyResource = z.infer<typeof journeyResource>
export type JourneyStep = JourneyResource['steps'][number]

export const nextStep = z.object({
  decision_id: z.uuid(),
  step_id: z.uuid(),
  key: z.string(),
  title: z.string(),
  why: z.string(),
  /** How likely this step was to be chosen. */
  propensity: z.number(),
  policy: z.string(),
  model_version: z.number().int().nullable(),
})

/** Null: there is no flow left for this learner. */
export const journeyAnswer = z.object({ journey: journeyResource.nullable() })
export const nextAnswer = journeyAnswer.extend({
  next: nextStep.nullable(),
  /** Whether what the learner does may choose their steps. */
  personalised: z.boolean(),
})
export type NextAnswer = z.infer<typeof nextAnswer>

export const eventsAnswer = journeyAnswer.extend({
  taken: z.number().int(),
  /** Events that came before with the same id. */
  repeated: z.number().int(),
})

export const resetAnswer = z.object({ reset: z.number().int() })
