import type { Measure } from '#src/features/datasets/definition/definition.ts'
import { daysBetween } from '../series/grains.ts'

interface Period {
  startsOn: string
  endsBefore: string
  mean: number
  lower80: number
  upper80: number
}

/** Whether series are what their items must be there for: a part of the rows is not. */
export function isDemandByItem(
  { keys, filters }: { keys: string[]; filters: unknown },
  { isDemand }: Measure,
): boolean {
  return isDemand === true && keys.join() === 'item' && Object.keys(filters as object).length === 0
}

/**
 * What a forecast expects between two days, each period spread evenly over its days; undefined where it does not
 * reach that far. The limits of its periods are added up as if all of them were missed to the same side, which is
 * wider than if they were independent.
 */
export function demandWithin(
  periods: Period[],
  from: string,
  before: string,
): { p10: number; p50: number; p90: number } | undefined {
  const first = periods[0]
  const last = periods.at(-1)
  if (!first || !last || first.startsOn > from || last.endsBefore < before) return undefined
  const total = { p10: 0, p50: 0, p90: 0 }
  for (const { startsOn, endsBefore, mean, lower80, upper80 } of periods) {
    const start = startsOn > from ? startsOn : from
    const end = endsBefore < before ? endsBefore : before
    const share = Math.max(0, daysBetween(start, end)) / daysBetween(startsOn, endsBefore)
    total.p10 += share * lower80
    total.p50 += share * mean
    total.p90 += share * upper80
  }
  return total
}

/**
 * Periods that cover all days from `from` until `end`: before the first one and behind the last one every day is like
 * the mean of theirs from `from` on. There must be one that ends later than `from`.
 */
export function extendedTo<P extends Omit<Period, 'lower80'>>(
  periods: P[],
  from: string,
  end: string,
): Period[] {
  const known = periods.filter(({ endsBefore }) => endsBefore > from)
  const first = known[0]!
  const last = known.at(-1)!
  const days = daysBetween(first.startsOn, last.endsBefore)
  const perDay = (of: (period: P) => number) => known.reduce((sum, period) => sum + of(period), 0) / days
  const usual = { mean: perDay(({ mean }) => mean), upper80: perDay(({ upper80 }) => upper80) }
  const filler = (startsOn: string, endsBefore: string): Period => {
    const length = daysBetween(startsOn, endsBefore)
    return { startsOn, endsBefore, mean: usual.mean * length, lower80: 0, upper80: usual.upper80 * length }
  }
  return [
    ...(first.startsOn > from ? [filler(from, first.startsOn)] : []),
    ...known.map((period) => ({ lower80: 0, ...period })),
    ...(last.endsBefore < end ? [filler(last.endsBefore, end)] : []),
  ]
}
