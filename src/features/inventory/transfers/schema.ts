import * as z from 'zod'
import { transferStatuses } from '#src/lib/db/schema/company/stock.ts'
import { locationId, pieces, reference } from '../ledger/schema.ts'
import { itemId } from '../schema.ts'

export const transferModes = ['direct', 'in_transit', 'draft'] as const

export const transferInput = z.strictObject({
  item_id: itemId,
  from_location_id: locationId,
  to_location_id: locationId,
  quantity: pieces,
  /** Moved at once, sent and received later, or only planned. */
  mode: z.enum(transferModes).default('direct'),
  /** Where the goods are on their way; absent: your first location of that kind. */
  transit_location_id: locationId.optional(),
  reference,
})
export type TransferInput = z.input<typeof transferInput>
export type Transfer = z.output<typeof transferInput>

export const transferById = z.strictObject({ id: z.uuid('must be the ID of a transfer') })

export const receiveInput = z
  .strictObject({
    id: transferById.shape.id,
    quantity: z.number().int().min(0).max(1_000_000_000),
    lost: z.number().int().min(0).max(1_000_000_000).default(0),
  })
  .refine(({ quantity, lost }) => quantity + lost > 0, {
    path: ['quantity'],
    error: 'receive or lose at least 1',
  })
export type ReceiveInput = z.input<typeof receiveInput>

export const transferResource = z.object({
  id: z.uuid(),
  item_id: z.uuid(),
  from_location_id: z.uuid(),
  to_location_id: z.uuid(),
  transit_location_id: z.uuid().nullable(),
  quantity: z.number().int(),
  received: z.number().int(),
  lost: z.number().int(),
  status: z.enum(transferStatuses),
  reference: z.string().nullable(),
  created_at: z.iso.datetime(),
  sent_at: z.iso.datetime().nullable(),
  completed_at: z.iso.datetime().nullable(),
  /** The moves that its state allows. */
  links: z.record(z.string(), z.string()),
})
export type TransferResource = z.infer<typeof transferResource>
