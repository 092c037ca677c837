import { type CountStatus, isHidden } from '../moves.ts'
import type { FoundLine } from './repository.ts'
import type { CountLineResource } from './schema.ts'

/** A line as people see it: what the ledger expects is left out while the count is blind. */
export function toLine(
  count: { isBlind: boolean; status: CountStatus | string },
  { row, item, onHand, value, counter }: FoundLine,
): CountLineResource {
  const hidden = isHidden(count)
  const { counted, expected } = row
  return {
    item_id: row.productId,
    sku: item.sku,
    name: item.name,
    unit: item.unit,
    barcode: item.barcode,
    position: row.position,
    bin: row.bin,
    counted,
    expected: hidden ? null : (expected ?? onHand),
    difference: hidden || counted === null || expected === null ? null : counted - expected,
    value: hidden ? null : value,
    currency: item.currency,
    recounts: row.recounts,
    counted_at: row.countedAt?.toISOString() ?? null,
    counted_by: counter,
  }
}
