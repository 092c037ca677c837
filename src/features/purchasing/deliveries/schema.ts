import * as z from 'zod'
import { day, lineOfText } from '#src/features/suppliers/fields/schema.ts'
import { deliveryStatuses, orderStatuses } from '#src/lib/db/schema/company/purchasing.ts'
import { notes } from '../orders/schema.ts'

const pieces = z.number('must be a whole number').int('must be a whole number').max(1_000_000_000)
const locationId = z.uuid('must be the ID of a location')

const deliveryLine = z
  .strictObject({
    order_line_id: z.uuid('must be the ID of a line of the order'),
    /** All pieces that arrived; the rejected ones are among them. */
    quantity: pieces.min(1, 'must be at least 1'),
    rejected: pieces.min(0, 'must be at least 0').default(0),
    rejection_reason: lineOfText(500).optional(),
  })
  .refine(({ quantity, rejected }) => rejected <= quantity, {
    path: ['rejected'],
    error: 'must not be more than arrived',
  })
  .refine(({ rejected, rejection_reason }) => rejected > 0 === (rejection_reason !== undefined), {
    path: ['rejection_reason'],
    error: 'goes with rejected pieces: say why they are turned down',
  })
export type DeliveryLineInput = z.output<typeof deliveryLine>

export const createDeliveryInput = z.strictObject({
  order_id: z.uuid('must be the ID of an order'),
  /** The day it arrived; absent: today. */
  delivered_on: day.optional(),
  /** Absent: where the order is to be delivered. */
  location_id: locationId.optional(),
  /** Where rejected pieces lie; absent: your first location of that kind. */
  quarantine_location_id: locationId.optional(),
  /** The number on the supplier's delivery note. */
  reference: lineOfText(100).nullable().default(null),
  notes: notes.nullable().default(null),
  lines: z.array(deliveryLine).min(1, 'must have at least one line').max(500, 'must have at most 500 lines'),
})
export type CreateDeliveryInput = z.input<typeof createDeliveryInput>

export const deliveryById = z.strictObject({ id: z.uuid('must be the ID of a delivery') })

export const reverseDeliveryInput = deliveryById.extend({ reason: lineOfText(500) })

const person = z.object({ id: z.uuid(), name: z.string() })

export const deliveryLineResource = z.object({
  id: z.uuid(),
  line_no: z.number().int(),
  order_line_id: z.uuid(),
  item_id: z.uuid(),
  sku: z.string(),
  description: z.string(),
  unit: z.string(),
  quantity: z.number().int(),
  rejected: z.number().int(),
  accepted: z.number().int(),
  rejection_reason: z.string().nullable(),
})

export const deliverySummary = z.object({
  id: z.uuid(),
  delivery_no: z.string(),
  order_id: z.uuid(),
  order_no: z.string(),
  order_status: z.enum(orderStatuses),
  supplier_id: z.uuid(),
  supplier_name: z.string(),
  status: z.enum(deliveryStatuses),
  delivered_on: z.string(),
  location_id: z.uuid(),
  location_name: z.string(),
  quarantine_location_id: z.uuid().nullable(),
  reference: z.string().nullable(),
  notes: z.string().nullable(),
  created_by: person,
  created_at: z.iso.datetime(),
  reversed_by: person.nullable(),
  reversed_at: z.iso.datetime().nullable(),
  reversal_reason: z.string().nullable(),
  links: z.record(z.string(), z.string()),
})
export type DeliverySummary = z.infer<typeof deliverySummary>

export const deliveryResource = deliverySummary.extend({ lines: z.array(deliveryLineResource) })
export type DeliveryResource = z.infer<typeof deliveryResource>
