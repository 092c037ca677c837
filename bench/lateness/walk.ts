import { isLate, knownOn, type Line, noticeDays } from '../../src/features/supplier-performance/lines/line.ts'
import { type Learned, learn, predict } from '../../src/features/supplier-performance/lines/predictor.ts'
import type { LatenessData } from './data.ts'

const testShare = 0.3
/** Between two trainings. */
const monthDays = 30

export interface Walked {
  labels: number[]
  probabilities: number[]
  /** What the supplier's own smoothed rate says, by the same day. */
  supplierRates: number[]
  trainings: number
}

/** Goes through the last 30 % of the lines in time, learning anew each month from what was known by then alone. */
export function walk({ lines, numbers }: LatenessData, onMonth: (done: number, all: number) => void): Walked {
  const inTime = lines.toSorted((a, b) => a.dueOn - b.dueOn)
  const end = Math.max(...inTime.map(({ deliveredOn, dueOn }) => deliveredOn ?? dueOn))
  // Of a line that is open and not due before the data ends, nobody knows.
  const tested = inTime
    .slice(Math.floor((1 - testShare) * inTime.length))
    .filter((line) => knownOn(line) <= end)
  const walked: Walked = { labels: [], probabilities: [], supplierRates: [], trainings: 0 }
  const asked = (line: Line) => line.dueOn - noticeDays
  const months = [...Map.groupBy(tested, (line) => Math.floor(asked(line) / monthDays))].sort(
    ([a], [b]) => a - b,
  )
  let learned: Learned | undefined
  for (const [index, [month, due]] of months.entries()) {
    learned = learn(lines, month * monthDays, numbers) ?? learned
    if (!learned) continue
    walked.trainings += 1
    const said = predict(learned, due, { history: lines, asOf: (month + 1) * monthDays, numbers })
    walked.labels.push(...due.map((line) => Number(isLate(line))))
    walked.probabilities.push(...said.map(({ probability }) => probability))
    walked.supplierRates.push(...said.map(({ features }) => features.values[1]!))
    onMonth(index + 1, months.length)
  }
  return walked
}
