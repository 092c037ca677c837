import * as z from 'zod'
import { reservationStatuses } from '#src/lib/db/schema/company/stock.ts'
import { locationId, pieces, reference } from '../ledger/schema.ts'
import { itemId } from '../schema.ts'

export const reservation = z.strictObject({
  item_id: itemId,
  /** May be left out where the item lies at one location only. */
  location_id: locationId.optional(),
  quantity: pieces,
  reference,
  expires_at: z.iso
    .datetime({ offset: true, error: 'must be an instant such as 2026-05-04T10:30:00Z' })
    .refine((value) => Date.parse(value) > Date.now(), 'must be in the future')
    .optional(),
})
export type Reservation = z.output<typeof reservation>

const { item_id: _, ...reservationOfItem } = reservation.shape
export const reserveInput = z.strictObject({ id: itemId, ...reservationOfItem })
export type ReserveInput = z.input<typeof reserveInput>

export const release = z.strictObject({
  item_id: itemId,
  reservation_id: z.uuid('must be the ID of a reservation'),
  /** Absent: all that is open. */
  quantity: pieces.optional(),
})
export type Release = z.output<typeof release>

export const releaseInput = z.strictObject({
  id: itemId,
  reservation_id: release.shape.reservation_id,
  quantity: release.shape.quantity,
})
export type ReleaseInput = z.input<typeof releaseInput>

export const reservationResource = z.object({
  id: z.uuid(),
  item_id: z.uuid(),
  location_id: z.uuid(),
  quantity: z.number().int(),
  open_quantity: z.number().int(),
  status: z.enum(reservationStatuses),
  reference: z.string().nullable(),
  expires_at: z.iso.datetime().nullable(),
  ended_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
})
export type ReservationResource = z.infer<typeof reservationResource>
