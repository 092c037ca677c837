import { knownOn } from './line.ts'
import type { NamedLine } from './named-line.ts'
import type { LineRow } from './repository.ts'

/** A row as models read it; purchase orders know no mode of transport. */
export function toLine(row: LineRow): NamedLine {
  const { id, orderId, orderNo, lineNo, supplier, supplierName, country, site, siteName, group } = row
  const { orderedOn, dueOn, deliveredOn, quantity, price } = row
  return {
    ...{ id, orderId, supplier, supplierName, country, site, siteName, group, mode: '' },
    ...{ orderedOn, dueOn, deliveredOn, label: `${orderNo} line ${lineNo}` },
    numbers: { quantity, price, value: quantity * price },
  }
}

/** Those that may still come in time or late: nobody knows yet. */
export function openLines(rows: LineRow[], day: number): LineRow[] {
  return rows.filter((row) => row.isOpen && knownOn(toLine(row)) > day)
}

/** A day since 1970 as YYYY-MM-DD. */
export function dayOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}
