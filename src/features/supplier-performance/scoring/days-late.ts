import type { Line } from '../lines/line.ts'

/** Fewer late lines say nothing of a spread. */
const leastLate = 5

export interface DaysLate {
  /** Of late lines: one in ten is less late than `low`, half are less than `median`, nine in ten less than `high`. */
  low: number
  median: number
  high: number
}

/** How late a supplier's late lines were, or all late lines where that supplier has too few; null for too few. */
export function daysLateOf(known: Line[]): (supplier: string) => DaysLate | null {
  const late = known.flatMap(({ supplier, dueOn, deliveredOn }) =>
    deliveredOn !== null && deliveredOn > dueOn ? [{ supplier, days: deliveredOn - dueOn }] : [],
  )
  const bySupplier = Map.groupBy(late, ({ supplier }) => supplier)
  const ofAll = spreadOf(late)
  return (supplier) => spreadOf(bySupplier.get(supplier) ?? []) ?? ofAll
}

function spreadOf(late: { days: number }[]): DaysLate | null {
  if (late.length < leastLate) return null
  const sorted = late.map(({ days }) => days).sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!
  return { low: at(0.1), median: at(0.5), high: at(0.9) }
}
