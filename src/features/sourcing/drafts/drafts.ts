import type { NewOrderInput } from '#src/features/purchasing/orders/schema.ts'
import type { FoundLine } from '../record/repository.ts'
import type { ResponseRow } from '../responses/repository.ts'

/** A line, who gets it, and what one unit of it costs. */
export interface Award {
  line: FoundLine
  response: ResponseRow
  price: string
}

/** Of a response that says nothing of it. */
const usualLeadTime = 14
const dayMs = 86_400_000

/** One order for each supplier, of the lines that it won and that name an item: only items can be ordered. */
export function draftsOf(
  awards: Award[],
  currency: string,
  today: string,
): Omit<NewOrderInput, 'location_id'>[] {
  const orderable = awards.flatMap(({ line: { productId, ...line }, ...award }) =>
    productId === null || line.sku === null ? [] : [{ ...award, line, productId }],
  )
  return [...Map.groupBy(orderable, ({ response }) => response).entries()].map(([response, own]) => ({
    supplier_id: response.supplierId,
    ...{ currency, reference: null, notes: null },
    lines: own
      .sort((a, b) => a.line.position - b.line.position)
      .map(({ line, productId, price }) => ({
        ...{ item_id: productId, quantity: line.quantity, price },
        due_on: dayAfter(today, response.leadTimeDays ?? usualLeadTime),
      })),
  }))
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
}
