import * as z from 'zod'
import { alertKinds, alertSeverities } from '#src/lib/db/schema/spend/limits.ts'
import { pageInput } from '../schema.ts'

export const listAlertsInput = z.strictObject({
  acknowledged: z.enum(['true', 'false'], 'must be true or false').optional(),
  ...pageInput,
})

export const changeAlertInput = z.strictObject({
  id: z.uuid('must be the ID of an alert'),
  acknowledged: z.literal(true, 'must be true: what was acknowledged stays so'),
  note: z.string().trim().min(1).max(1_000).nullable().default(null),
})

export const alertResource = z.object({
  id: z.uuid(),
  kind: z.enum(alertKinds),
  severity: z.enum(alertSeverities),
  message: z.string(),
  limit_id: z.uuid().nullable(),
  threshold: z.number().int().nullable(),
  currency: z.string().nullable(),
  value: z.number().int().nullable(),
  cap: z.number().int().nullable(),
  created_at: z.iso.datetime(),
  acknowledged_at: z.iso.datetime().nullable(),
  acknowledged_by: z.uuid().nullable(),
  note: z.string().nullable(),
})
export type AlertResource = z.infer<typeof alertResource>
