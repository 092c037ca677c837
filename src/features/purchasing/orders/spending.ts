import { totalOf } from '../money/amounts.ts'
import type { LineRow } from './repository.ts'

/** What the accepted pieces of an order come to; pieces beyond the ordered ones are not part of what was agreed. */
export function acceptedTotal(
  lines: Pick<LineRow, 'price' | 'quantity' | 'received'>[],
  currency: string,
): string {
  return totalOf(
    lines.map(({ price, quantity, received }) => ({ price, quantity: Math.min(quantity, received) })),
    currency,
  )
}
