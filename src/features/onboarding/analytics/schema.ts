import * as z from 'zod'
import { id } from '../fields/schema.ts'

const days = z.coerce.number().int().min(1).max(365).default(30).describe('So many days back from now.')

export const summaryInput = z.strictObject({ days })
export const summaryResource = z.object({
  days: z.number().int(),
  flows: z.array(
    z.object({
      flow_id: z.uuid(),
      name: z.string(),
      started: z.number().int(),
      running: z.number().int(),
      completed: z.number().int(),
      dismissed: z.number().int(),
      /** Between 0 and 1; null where nobody began. */
      completion_rate: z.number().nullable(),
      /** Hours from the start to the end of completed journeys; null where there is none. */
      median_hours: z.number().nullable(),
    }),
  ),
})

export const funnelInput = z.strictObject({
  flow_id: id,
  version: z.coerce.number().int().min(1).optional().describe('Left out: the published version.'),
  days,
})
export const funnelResource = z.object({
  flow_id: z.uuid(),
  name: z.string(),
  version: z.number().int(),
  journeys: z.number().int(),
  steps: z.array(
    z.object({
      step_id: z.uuid(),
      key: z.string(),
      title: z.string(),
      /** Journeys in which it had been done before they began: they are in no other figure. */
      prior: z.number().int(),
      /** Journeys in which something happened with it. */
      reached: z.number().int(),
      completed: z.number().int(),
      skipped: z.number().int(),
      asked_for_help: z.number().int(),
      /** The share of those who reached it and did not complete it; null where nobody reached it. */
      drop_off: z.number().nullable(),
    }),
  ),
})
export type FunnelResource = z.infer<typeof funnelResource>

export const liveInput = z.strictObject({
  seconds: z.coerce
    .number()
    .int()
    .min(1)
    .max(300)
    .default(300)
    .describe('How long the events go on; clients of EventSource then come back by themselves.'),
})
export const liveResource = z.object({
  at: z.iso.datetime(),
  /** How long the events go on. */
  seconds: z.number().int(),
  /** Learners of whom something was heard in the last five minutes. */
  active_learners: z.number().int(),
  events_last_minute: z.number().int(),
  /** The steps with most events in the last five minutes. */
  steps: z.array(
    z.object({
      step_id: z.uuid(),
      flow: z.string(),
      title: z.string(),
      viewed: z.number().int(),
      completed: z.number().int(),
      skipped: z.number().int(),
    }),
  ),
})
export type LiveResource = z.infer<typeof liveResource>

export const alertsInput = z.strictObject({})
export const alertsResource = z.object({
  /** What makes an alert. */
  rule: z.string(),
  alerts: z.array(
    z.object({
      flow_id: z.uuid(),
      flow: z.string(),
      step_id: z.uuid(),
      title: z.string(),
      reached: z.number().int(),
      drop_off: z.number(),
      message: z.string(),
    }),
  ),
})

export const healthInput = z.strictObject({})
export const healthResource = z.object({
  status: z.enum(['ok', 'degraded']),
  database: z.object({ ok: z.boolean(), milliseconds: z.number().int() }),
  model: z.object({
    available: z.boolean(),
    flows_with_model: z.number().int(),
    last_trained_at: z.iso.datetime().nullable(),
  }),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean(), milliseconds: z.number().int() })),
})
