import * as z from 'zod'

export const alertKinds = ['low', 'over', 'dead', 'negative', 'difference'] as const

export const listAlertsInput = z.strictObject({
  kind: z.enum(alertKinds).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})

export const alertResource = z.object({
  kind: z.enum(alertKinds),
  item_id: z.uuid(),
  sku: z.string(),
  name: z.string(),
  location_id: z.uuid(),
  location_name: z.string(),
  on_hand: z.number().int(),
  available: z.number().int(),
  /** The limit that was passed, or what the recount came to. */
  limit: z.number().int().nullable(),
  message: z.string(),
})
export type AlertResource = z.infer<typeof alertResource>
