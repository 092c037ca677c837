import { daysBetween } from '../series/grains.ts'

interface Period {
  startsOn: string
  endsBefore: string
  mean: number
  lower80: number
  upper80: number
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
