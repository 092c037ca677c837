import * as z from 'zod'
import { currency, day, lineOfText, price } from '#src/features/suppliers/fields/schema.ts'
import { orderStatuses } from '#src/lib/db/schema/company/purchasing.ts'

const id = z.uuid('must be the ID of an order')
export const notes = z
  .string()
  .trim()
  .max(5_000, 'must have at most 5,000 characters')
  .regex(/^[^\0]*$/, 'must not contain NUL')
  .transform((text) => text || null)
const quantity = z
  .number('must be a whole number')
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(1_000_000_000, 'must be at most 1,000,000,000')

const orderLine = z.strictObject({
  /** The line as it is; absent: a new one. */
  id: z.uuid('must be the ID of a line of this order').optional(),
  item_id: z.uuid('must be the ID of an item'),
  quantity,
  /** Of one unit; absent: what the supplier's price list says today. */
  price: price.optional(),
  supplier_sku: lineOfText(100).nullable().optional(),
  due_on: day,
})
export type OrderLineInput = z.output<typeof orderLine>

const fields = {
  supplier_id: z.uuid('must be the ID of a supplier'),
  location_id: z.uuid('must be the ID of a location'),
  currency,
  reference: lineOfText(100).nullable(),
  notes: notes.nullable(),
  lines: z.array(orderLine).min(1, 'must have at least one line').max(500, 'must have at most 500 lines'),
}

/** Without a currency it is that of the supplier. */
export const createOrderInput = z.strictObject({
  ...fields,
  currency: fields.currency.optional(),
  reference: fields.reference.default(null),
  notes: fields.notes.default(null),
})
export type CreateOrderInput = z.input<typeof createOrderInput>
export type NewOrderInput = z.output<typeof createOrderInput>

/** Everything anew; what is left out gets its default. The supplier stays. */
export const replaceOrderInput = createOrderInput.omit({ supplier_id: true }).extend({ id })

export const changeOrderInput = z
  .strictObject({ id, ...fields })
  .omit({ supplier_id: true })
  .partial()
  .required({ id: true })
export type ChangeOrderInput = z.input<typeof changeOrderInput>
export type OrderChanges = Omit<z.output<typeof changeOrderInput>, 'id'>

export const orderById = z.strictObject({ id })

const reason = lineOfText(500)
export const returnOrderInput = z.strictObject({ id, reason })
export const cancelOrderInput = z.strictObject({ id, reason })
/** An order that is not received in full needs a reason. */
export const closeOrderInput = z.strictObject({ id, reason: reason.optional() })

export const confirmOrderInput = z.strictObject({
  id,
  lines: z
    .array(z.strictObject({ id: z.uuid('must be the ID of a line of this order'), confirmed_on: day }))
    .min(1, 'must have at least one line')
    .max(500),
})

export type ConfirmOrderInput = z.input<typeof confirmOrderInput>

const person = z.object({ id: z.uuid(), name: z.string() })
const instant = z.iso.datetime().nullable()

export const orderLineResource = z.object({
  id: z.uuid(),
  line_no: z.number().int(),
  item_id: z.uuid(),
  sku: z.string(),
  description: z.string(),
  unit: z.string(),
  supplier_sku: z.string().nullable(),
  quantity: z.number().int(),
  price: z.string(),
  /** Exact; only the total of the order is rounded. */
  amount: z.string(),
  due_on: z.string(),
  confirmed_on: z.string().nullable(),
  /** Accepted pieces of all deliveries, those that were rejected, and those that are still to come. */
  received: z.number().int(),
  rejected: z.number().int(),
  open: z.number().int(),
})
export type OrderLineResource = z.infer<typeof orderLineResource>

export const orderSummary = z.object({
  id: z.uuid(),
  order_no: z.string(),
  supplier_id: z.uuid(),
  supplier_no: z.string(),
  supplier_name: z.string(),
  status: z.enum(orderStatuses),
  /** The trade whose money it spends. */
  trade_id: z.uuid().nullable(),
  currency: z.string(),
  total: z.string(),
  location_id: z.uuid(),
  location_name: z.string(),
  reference: z.string().nullable(),
  notes: z.string().nullable(),
  /** The request for proposal whose award made it. */
  rfp: z.object({ id: z.uuid(), rfp_no: z.string() }).nullable(),
  created_by: person,
  submitted_by: person.nullable(),
  /** Null for an order that was within the limit. */
  approved_by: person.nullable(),
  created_at: z.iso.datetime(),
  submitted_at: instant,
  approved_at: instant,
  sent_at: instant,
  confirmed_at: instant,
  ended_at: instant,
  end_reason: z.string().nullable(),
  updated_at: z.iso.datetime(),
  version: z.number().int(),
  /** Itself and what you can do with it now. */
  links: z.record(z.string(), z.string()),
})
export type OrderSummary = z.infer<typeof orderSummary>

export const orderResource = orderSummary.extend({ lines: z.array(orderLineResource) })
export type OrderResource = z.infer<typeof orderResource>
