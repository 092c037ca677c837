import * as z from 'zod'
import { anomalyKinds, anomalyStatuses } from '#src/lib/db/schema/insights/anomalies.ts'

const kind = z.enum(anomalyKinds, `must be one of: ${anomalyKinds.join(', ')}`)
const status = z.enum(anomalyStatuses, `must be one of: ${anomalyStatuses.join(', ')}`)

export const listAnomaliesInput = z.strictObject({
  status: status.optional(),
  kind: kind.optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1_000).optional(),
})

const decisions = ['acknowledged', 'dismissed'] as const

export const decideAnomalyInput = z.strictObject({
  id: z.uuid('must be the ID of an anomaly'),
  status: z.enum(decisions, `must be one of: ${decisions.join(', ')}`),
  note: z.string().trim().min(1).max(1_000).nullable().default(null),
})
export type DecideAnomalyInput = z.input<typeof decideAnomalyInput>

const instant = z.iso.datetime()

export const anomalyResource = z.object({
  id: z.uuid(),
  kind: z.enum(anomalyKinds),
  dataset: z.string(),
  subject: z.string(),
  item_id: z.uuid().nullable(),
  occurred_on: z.iso.date(),
  /** How far off: 1 is the limit from which on it is told. */
  score: z.number(),
  reason: z.string(),
  /** The rows that show it, each as its fields. */
  evidence: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
  status: z.enum(anomalyStatuses),
  note: z.string().nullable(),
  decided_by: z.uuid().nullable(),
  decided_at: instant.nullable(),
  found_at: instant,
})
export type AnomalyResource = z.infer<typeof anomalyResource>

export const precisionResource = z.object({
  kinds: z.array(
    z.object({
      kind: z.enum(anomalyKinds),
      acknowledged: z.int(),
      dismissed: z.int(),
      /** The share of those decided that mattered; null before the first decision. */
      precision: z.number().nullable(),
    }),
  ),
})
export type PrecisionResource = z.infer<typeof precisionResource>
