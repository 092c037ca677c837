import type { PerformanceRow } from './repository.ts'
import type { PeriodPerformance } from './schema.ts'

/** Fewer deliveries say nothing of a supplier. */
export const fewestDeliveries = 5

type Period = Pick<PeriodPerformance, 'period' | 'from' | 'to'>

/** The quarter so far, and the year that ends today. */
export function periodsUntil(today: string): Period[] {
  const [year, month, day] = today.split('-').map(Number) as [number, number, number]
  const quarter = new Date(Date.UTC(year, month - 1 - ((month - 1) % 3), 1))
  const yearAgo = new Date(Date.UTC(year - 1, month - 1, day + 1))
  return [
    { period: 'quarter', from: isoDay(quarter), to: today },
    { period: 'year', from: isoDay(yearAgo), to: today },
  ]
}

export function toPeriod(supplierNo: string, period: Period, row: PerformanceRow): PeriodPerformance {
  const tooFew = row.deliveries < fewestDeliveries
  const shown = <Value>(value: Value): Value | null => (tooFew ? null : value)
  const days = { supplier_no: supplierNo, date_from: period.from, date_to: period.to }
  const arrived = linesIn('delivery_lines', { ...days, status: 'posted' })
  return {
    ...period,
    deliveries: row.deliveries,
    too_few: tooFew,
    on_time_in_full: {
      ...{ value: shown(percent(row.inFull, row.judged)), part: row.inFull, of: row.judged },
      lines: linesIn('purchase_order_lines', days),
    },
    days_late: { p50: shown(row.p50), p90: shown(row.p90), lines: arrived },
    reject_rate: {
      ...{ value: shown(percent(row.rejected, row.pieces)), part: row.rejected, of: row.pieces },
      lines: arrived,
    },
    response_days: {
      ...{ value: shown(row.responseDays), orders: row.confirmed },
      lines: linesIn('purchase_orders', days),
    },
  }
}

/** To one decimal place; null of nothing. */
function percent(part: number, of: number): number | null {
  return of === 0 ? null : Math.round((1000 * part) / of) / 10
}

function linesIn(dataset: string, filters: Record<string, string>) {
  const href = `/data/${dataset}?filters=${encodeURIComponent(JSON.stringify(filters))}`
  return { dataset, filters, href }
}

function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10)
}
