import * as z from 'zod'
import { limitPeriods, limitScopes } from '#src/lib/db/schema/spend/limits.ts'
import { currency, minorUnits, pageInput } from '../schema.ts'

const cap = minorUnits.nullable().default(null)

const percents = z
  .array(z.int('must be whole percents from 1 to 100').min(1).max(100))
  .max(10)
  .transform((list) => [...new Set(list)].sort((a, b) => a - b))

export const setLimitInput = z.strictObject({
  scope: z.enum(limitScopes, `must be one of: ${limitScopes.join(', ')}`),
  /** The ID of a user, a strategy or a supplier, or the name of a category; left out for the whole company. */
  subject: z.string().trim().min(1).max(200).nullable().default(null),
  currency,
  per_transaction_cap: cap,
  daily_cap: cap,
  weekly_cap: cap,
  monthly_cap: cap,
  total_cap: cap,
  reserve_amount: minorUnits.default(0),
  emergency_threshold: cap,
  approve_over: cap,
  alert_at: percents.default([50, 80, 100]),
  time_zone: z.string().max(100).optional(),
  week_starts_on: z.int('must be 1 (Monday) to 7 (Sunday)').min(1).max(7).optional(),
  /** Your own; needed where more may be spent than before. */
  password: z.string().max(1_000).optional(),
})
export type SetLimitInput = z.input<typeof setLimitInput>

export const removeLimitInput = z.strictObject({
  id: z.uuid('must be the ID of a limit'),
  /** Your own. */
  password: z.string('is needed to remove a budget').max(1_000),
})
export type RemoveLimitInput = z.input<typeof removeLimitInput>

export const listLimitsInput = z.strictObject({ currency: currency.optional(), ...pageInput })

const roomResource = z.object({
  period: z.enum(limitPeriods),
  cap: z.number().int().nullable(),
  committed: z.number().int(),
  room: z.number().int().nullable(),
  /** What is committed beyond a cap that was lowered. */
  over_by: z.number().int(),
  resets_at: z.iso.datetime().nullable(),
})
export type RoomResource = z.infer<typeof roomResource>

export const limitResource = z.object({
  id: z.uuid(),
  scope: z.enum(limitScopes),
  subject: z.string().nullable(),
  /** The name of the user, supplier or category. */
  subject_name: z.string().nullable(),
  currency: z.string(),
  per_transaction_cap: z.number().int().nullable(),
  daily_cap: z.number().int().nullable(),
  weekly_cap: z.number().int().nullable(),
  monthly_cap: z.number().int().nullable(),
  total_cap: z.number().int().nullable(),
  reserve_amount: z.number().int(),
  emergency_threshold: z.number().int().nullable(),
  approve_over: z.number().int().nullable(),
  alert_at: z.array(z.number().int()),
  time_zone: z.string(),
  week_starts_on: z.number().int(),
  is_active: z.boolean(),
  rooms: z.array(roomResource),
  version: z.number().int(),
  updated_at: z.iso.datetime(),
})
export type LimitResource = z.infer<typeof limitResource>

export const spendingInput = z.strictObject({
  limit_id: z.uuid('must be the ID of a limit'),
  period: z.enum(limitPeriods, `must be one of: ${limitPeriods.join(', ')}`).default('month'),
})

export const spendingResource = z.object({
  limit_id: z.uuid(),
  period: z.enum(limitPeriods),
  currency: z.string(),
  starts_on: z.iso.date().nullable(),
  resets_at: z.iso.datetime().nullable(),
  cap: z.number().int().nullable(),
  reserved: z.number().int(),
  settled: z.number().int(),
  committed: z.number().int(),
  room: z.number().int().nullable(),
  /** What will be committed when the period ends, if it goes on as it did so far; null for the total. */
  projection: z.number().int().nullable(),
  /** Each local day on which something moved, with what was committed at its end. */
  days: z.array(z.object({ day: z.iso.date(), committed: z.number().int() })),
})
export type SpendingResource = z.infer<typeof spendingResource>
