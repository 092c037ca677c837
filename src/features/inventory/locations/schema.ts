import * as z from 'zod'
import { locationKinds } from '#src/lib/db/schema/company/inventory.ts'

export const createLocationInput = z.strictObject({
  code: z.string().trim().min(1).max(50),
  name: z.string().trim().min(1).max(200),
  kind: z.enum(locationKinds).default('warehouse'),
  parent_id: z.uuid().nullable().default(null),
  allows_negative: z.boolean().default(false),
})
export type CreateLocationInput = z.input<typeof createLocationInput>

export const locationResource = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(locationKinds),
  parent_id: z.uuid().nullable(),
  allows_negative: z.boolean(),
  created_at: z.iso.datetime(),
})
export type LocationResource = z.infer<typeof locationResource>
