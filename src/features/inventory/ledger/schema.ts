import * as z from 'zod'
import { movementKinds } from '#src/lib/db/schema/company/stock.ts'
import { itemId } from '../schema.ts'

export const locationId = z.uuid('must be the ID of a location')
export const pieces = z.number().int().min(1).max(1_000_000_000)
export const reference = z.string().trim().min(1).max(100).optional()
const reason = z.string().trim().min(1, 'say why').max(500)
const signed = z.number().int().min(-1_000_000_000).max(1_000_000_000)

/** What people post; the other kinds come of transfers, counts and reversals. */
export const postedKinds = ['adjustment', 'receipt', 'issue', 'return_in', 'return_out', 'scrap'] as const

const pastInstant = z.iso
  .datetime({ offset: true, error: 'must be an instant such as 2026-05-04T10:30:00Z' })
  .refine((value) => Date.parse(value) <= Date.now() + 5_000, 'must not be in the future')

export const adjustment = z.strictObject({
  item_id: itemId,
  location_id: locationId,
  kind: z.enum(postedKinds).default('adjustment'),
  /** Signed: what leaves is negative. */
  quantity: signed.optional(),
  /** What is there now; needs `expected_seq`, the number of the last movement that was seen. */
  set_to: z.number().int().min(0).max(1_000_000_000).optional(),
  expected_seq: z.number().int().min(0).optional(),
  reason,
  unit_cost: z
    .string()
    .regex(/^\d{1,10}(\.\d{1,4})?$/, 'must be a decimal number as text, such as "12.50"')
    .optional(),
  reference,
  /** The reservation that an issue consumes. */
  reservation_id: z.uuid().optional(),
  occurred_at: pastInstant.optional(),
})
export type Adjustment = z.output<typeof adjustment>

const { item_id: _, ...adjustmentOfItem } = adjustment.shape
export const adjustInput = z.strictObject({ id: itemId, ...adjustmentOfItem })
export type AdjustInput = z.input<typeof adjustInput>

export const reverseInput = z.strictObject({ id: itemId, movementId: z.uuid(), reason })
export type ReverseInput = z.input<typeof reverseInput>

export const countInput = z.strictObject({
  location_id: locationId,
  reason: reason.optional(),
  lines: z
    .array(
      z.strictObject({
        item_id: itemId,
        counted: z.number().int().min(0).max(1_000_000_000),
        /** The number of the last movement before the counting: goods moved since stay moved. Absent: now. */
        seq: z.number().int().min(0).optional(),
      }),
    )
    .min(1)
    .max(500),
})

const day = z.iso.date('must be a day such as 2026-05-04').optional()

export const listMovementsInput = z.strictObject({
  id: itemId,
  kind: z.enum(movementKinds).optional(),
  location_id: locationId.optional(),
  date_from: day,
  date_to: day,
  /** Only the last movement of each location up to that instant: its `balance_after` is what lay there. */
  as_of: z.iso.datetime({ offset: true }).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(1_000).optional(),
})

export const movementResource = z.object({
  id: z.uuid(),
  item_id: z.uuid(),
  location_id: z.uuid(),
  seq: z.number().int(),
  quantity: z.number().int(),
  balance_after: z.number().int(),
  kind: z.enum(movementKinds),
  reason: z.string().nullable(),
  unit_cost: z.string().nullable(),
  reference: z.string().nullable(),
  reservation_id: z.uuid().nullable(),
  transfer_id: z.uuid().nullable(),
  delivery_id: z.uuid().nullable(),
  reverses_id: z.uuid().nullable(),
  /** Whether a reversal took it back. */
  is_reversed: z.boolean(),
  occurred_at: z.iso.datetime(),
  posted_at: z.iso.datetime(),
})
export type MovementResource = z.infer<typeof movementResource>
