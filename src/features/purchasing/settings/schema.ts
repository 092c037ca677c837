import * as z from 'zod'
import { currency } from '#src/features/suppliers/fields/schema.ts'

const amount = z
  .string('must be a decimal as text, such as "500.00"')
  .regex(/^\d{1,12}(\.\d{1,3})?$/, 'must be a decimal as text, such as "500.00"')

/** What is left out stays as it is. */
export const updateSettingsInput = z
  .strictObject({
    /** Orders up to this total need no approval; null: all do. */
    approval_limit: z.strictObject({ amount, currency }).nullable(),
    /** By how much of the ordered quantity all deliveries of a line may exceed it. */
    tolerance_percent: z.number().int('must be a whole number').min(0).max(100, 'must be at most 100'),
    version: z.number().int().min(0),
  })
  .partial()

export type UpdateSettingsInput = z.input<typeof updateSettingsInput>

export const purchasingSettings = z.object({
  approval_limit: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  tolerance_percent: z.number().int(),
  updated_at: z.iso.datetime().nullable(),
  /** 0 until something is saved. */
  version: z.number().int(),
})
export type PurchasingSettings = z.infer<typeof purchasingSettings>
