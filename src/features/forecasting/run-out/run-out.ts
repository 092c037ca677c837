import { addPeriods, daysBetween } from '../series/grains.ts'

interface Period {
  startsOn: string
  endsBefore: string
  mean: number
  upper80: number
}

/**
 * The day on which so many pieces are gone, by what is expected (p50) and by the upper end of the 80 % ranges (p90),
 * each period spread evenly over its days; null where nobody wants any, or they last until `before` or the end of the
 * periods.
 */
export function runOutDays(
  periods: Period[],
  available: number,
  from: string,
  before: string,
): { p50: string | null; p90: string | null } {
  const dayFor = (demandOf: (period: Period) => number) => {
    if (!periods.some((period) => demandOf(period) > 0)) return null
    if (available <= 0) return from
    let left = available
    for (const period of periods) {
      const start = period.startsOn > from ? period.startsOn : from
      const perDay = demandOf(period) / daysBetween(period.startsOn, period.endsBefore)
      const days = Math.max(0, daysBetween(start, period.endsBefore))
      if (perDay * days >= left) {
        const day = addPeriods(start, 'day', Math.ceil(left / perDay) - 1)
        return day < before ? day : null
      }
      left -= Math.max(0, perDay * days)
    }
    return null
  }
  return { p50: dayFor(({ mean }) => mean), p90: dayFor(({ upper80 }) => upper80) }
}
