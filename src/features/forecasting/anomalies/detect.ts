/** A period of a series that has ended. */
export interface Watched {
  startsOn: string
  mean: number
  lower80: number
  upper80: number
  lower99: number
  upper99: number
  actual: number
}

export interface Finding {
  kind: 'outside_range' | 'drift'
  startsOn: string
  /** 1 is the limit from which on it is told. */
  score: number
  reason: string
  evidence: Pick<Watched, 'startsOn' | 'mean' | 'lower99' | 'upper99' | 'actual'>[]
}

/** Slack and limit of the cumulative sum, in standard deviations (Page 1954). */
const slack = 0.5
const limit = 5
/** Half an 80 % interval in standard deviations of a normal distribution. */
const halfOf80 = 1.2816

/** What the ended periods of one series, in the order of time, show that chance does not explain. */
export function findInSeries(periods: Watched[]): Finding[] {
  return [...outsideTwice(periods), ...drifts(periods)]
}

/** Two periods in a row beyond the same end of the 99 % range; a third one is not told again. */
function outsideTwice(periods: Watched[]): Finding[] {
  const sides = periods.map(({ actual, lower99, upper99 }) =>
    actual > upper99 ? 1 : actual < lower99 ? -1 : 0,
  )
  return sides.flatMap((side, index) => {
    const isSecond = side !== 0 && sides[index - 1] === side && sides[index - 2] !== side
    if (!isSecond) return []
    const both = periods.slice(index - 1, index + 1)
    const where = side > 0 ? 'above' : 'below'
    return [
      {
        kind: 'outside_range' as const,
        startsOn: both[1]!.startsOn,
        score: Math.max(...both.map(distance)),
        reason: `Two periods in a row were ${where} the range that holds 99 of 100.`,
        evidence: evidenceOf(both),
      },
    ]
  })
}

/** Distance from the forecast, in distances of the end of the 99 % range that was passed. */
function distance({ actual, mean, lower99, upper99 }: Watched): number {
  const half = actual > mean ? upper99 - mean : mean - lower99
  return half > 0 ? Math.abs(actual - mean) / half : mostScore
}

const mostScore = 100

/** Where small misses to the same side have added up, each time anew after it was told. */
function drifts(periods: Watched[]): Finding[] {
  const found: Finding[] = []
  for (const side of [1, -1]) {
    let sum = 0
    let since = 0
    for (const [index, period] of periods.entries()) {
      const deviation = (period.upper80 - period.lower80) / (2 * halfOf80)
      if (deviation <= 0) continue
      if (sum === 0) since = index
      sum = Math.max(0, sum + (side * (period.actual - period.mean)) / deviation - slack)
      if (sum <= limit) continue
      const misses = periods.slice(since, index + 1)
      // One period alone is an outlier, which the range tells of.
      if (misses.length > 1)
        found.push({
          kind: 'drift',
          startsOn: period.startsOn,
          score: Math.min(mostScore, sum / limit),
          reason: `The forecasts have been too ${side > 0 ? 'low' : 'high'} for ${misses.length} periods: the misses add up to more than chance explains.`,
          evidence: evidenceOf(misses),
        })
      sum = 0
    }
  }
  return found
}

function evidenceOf(periods: Watched[]): Finding['evidence'] {
  return periods.map(({ startsOn, mean, lower99, upper99, actual }) => ({
    ...{ startsOn, mean, lower99, upper99, actual },
  }))
}
