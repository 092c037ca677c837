import type { Candidate } from '#src/features/suppliers/discovery/schema.ts'
import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { draftOrder, locationFor } from '../orders/service.ts'
import { todayOf } from '../orders/today.ts'
import { dayAfter } from '../reorder/history.ts'
import { lockSuggestions } from '../reorder/repository.ts'
import {
  type OrderedLine,
  type OrderedSuggestions,
  orderedSuggestions,
  orderSuggestionsInput,
} from '../reorder/schema.ts'
import { assumedLeadTime, type Outlook, refreshCommitted, workOut } from '../reorder/service.ts'

type Offer = NonNullable<Candidate['offer']>
type LeftOut = OrderedSuggestions['left_out'][number]

interface Chosen {
  line: OrderedLine
  supplierId: string
  offer: Offer
}

export const orderSuggestions = defineCommand({
  name: 'reorder.order',
  summary:
    'Draft orders for items that need one, one for each supplier and currency. Items that do not need one by now, or that nobody has a price for, are left out and named.',
  permission: 'orders.write',
  input: orderSuggestionsInput,
  output: orderedSuggestions,
  async run({ context: { principal }, tx, input, audit }) {
    const { tenantId } = principal
    const today = todayOf(principal)
    await lockSuggestions(tx, tenantId)
    const outlooks = await workOut(
      tx,
      { today },
      input.lines.map(({ item_id }) => item_id),
    )
    const byItem = new Map(outlooks.map((outlook) => [outlook.id, outlook]))
    const unknown = input.lines.flatMap(({ item_id }, index): FieldError[] =>
      byItem.has(item_id) ? [] : [wrong(index, 'is not the ID of one of your active items')],
    )
    if (unknown.length > 0) throw invalidRequest(unknown)
    const settled = input.lines.map((line) => settle(line, byItem.get(line.item_id)!))
    const chosen = settled.filter((one): one is Chosen => 'offer' in one)
    const leftOut = settled.filter((one): one is LeftOut => 'reason' in one)
    const groups = Map.groupBy(chosen, ({ supplierId, offer }) => `${supplierId} ${offer.currency}`)
    const location_id = groups.size > 0 ? await locationFor(tx, input.location_id) : ''
    const orders: OrderedSuggestions['orders'] = []
    for (const lines of groups.values()) {
      const { supplierId: supplier_id, offer } = lines[0]!
      const order = {
        ...{ supplier_id, location_id, currency: offer.currency, reference: null, notes: null },
        lines: lines.map((one) => lineOf(one, today)),
      }
      orders.push(await draftOrder(tx, principal, order, audit))
    }
    await audit({
      action: 'reorder.ordered',
      subjectType: 'tenant',
      subjectId: tenantId,
      details: {
        orders: orders.map(({ order_no }) => order_no),
        lines: chosen.length,
        left_out: leftOut.length,
      },
    })
    return { orders, left_out: leftOut }
  },
  after: ({ context, output: { orders } }) =>
    refreshCommitted(
      context,
      orders.flatMap(({ lines }) => lines),
    ),
})

/** Whom the line is ordered from, or why it is not. */
function settle(line: OrderedLine, outlook: Outlook): Chosen | LeftOut {
  const { available, onOrder, planned, suppliers } = outlook
  const leftOut = (reason: LeftOut['reason'], message: string): LeftOut => ({
    ...{ item_id: outlook.id, sku: outlook.sku, name: outlook.name, reason, message },
  })
  if (outlook.quantity === 0)
    return leftOut(
      'not_needed',
      `Nothing is needed now: ${available} available, ${onOrder} on order, ${planned} in orders that are not sent.`,
    )
  const { supplier_id: wanted } = line
  const candidate = suppliers.find(({ supplier, offer }) => offer && (!wanted || supplier.id === wanted))
  if (candidate?.offer) return { line, supplierId: candidate.supplier.id, offer: candidate.offer }
  return wanted
    ? leftOut('no_price', 'This supplier has no price for it today, or is not active.')
    : leftOut('no_supplier', 'No active supplier has a price for it today.')
}

function lineOf({ line, offer }: Chosen, today: string) {
  return {
    item_id: line.item_id,
    quantity: line.quantity ?? offer.order_quantity,
    price: offer.price,
    due_on: offer.arrives_on ?? dayAfter(today, assumedLeadTime),
  }
}

function wrong(index: number, message: string): FieldError {
  return { path: `lines.${index}.item_id`, code: 'invalid_value', message }
}
