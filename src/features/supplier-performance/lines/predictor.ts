import { LogisticBoosting } from '../models/boosting.ts'
import { calibrated, fitPlatt, type Platt, uncalibrated } from '../models/platt.ts'
import { type Features, featureNames, featuresOf } from './features.ts'
import { isLate, knownOn, type Line, noticeDays } from './line.ts'

const leastLines = 300
const leastLate = 30
/** The last share of the known lines, in time, calibrates the model that learned from those before. */
const calibrationShare = 0.2

export interface Learned {
  model: LogisticBoosting
  platt: Platt
  lines: number
}

/**
 * Learns from the lines of which it was known by this day whether they were late, each described as of 30 days before
 * it was due; undefined where they are too few. Lines that were open on that day count as open, whatever came later.
 */
export function learn(
  lines: Line[],
  asOf: number,
  numbers: readonly string[],
  seed = 1,
): Learned | undefined {
  const seen = asSeenOn(lines, asOf)
  const known = seen
    .filter((line) => knownOn(line) <= asOf)
    .sort((a, b) => knownOn(a) - knownOn(b) || order(a, b))
  const labels = known.map((line) => Number(isLate(line)))
  const late = labels.filter((label) => label === 1).length
  if (known.length < leastLines || late < leastLate || late === known.length) return undefined
  const rows = describe(known, seen, numbers).map(({ values }) => values)
  const model = new LogisticBoosting(rows, labels, seed)
  return { model, platt: plattOf(rows, labels, seed), lines: known.length }
}

/** Margins that calibrate come from a model that has not seen their lines. */
function plattOf(rows: Float64Array[], labels: number[], seed: number): Platt {
  const from = Math.floor((1 - calibrationShare) * rows.length)
  const [early, later] = [labels.slice(0, from), labels.slice(from)]
  if (new Set(early).size < 2 || new Set(later).size < 2) return uncalibrated
  const before = new LogisticBoosting(rows.slice(0, from), early, seed)
  return fitPlatt(
    rows.slice(from).map((row) => before.margin(row)),
    later,
  )
}

/** What was known on that day: what was delivered later was open then, what was ordered later did not exist. */
export function asSeenOn(lines: Line[], day: number): Line[] {
  return lines
    .filter(({ orderedOn }) => orderedOn <= day)
    .map((line) =>
      line.deliveredOn !== null && line.deliveredOn > day ? { ...line, deliveredOn: null } : line,
    )
}

/** Each as of 30 days before it is due. */
function describe(lines: Line[], history: Line[], numbers: readonly string[]): Features[] {
  return featuresOf(
    lines.map((line) => ({ line, asOf: line.dueOn - noticeDays })),
    history,
    numbers,
  )
}

export interface Prediction {
  probability: number
  /** What each group of features adds to the logarithm of the odds, the largest first. */
  effects: { group: string; effect: number }[]
  features: Features
}

/** The chance of being late, as of this day, of lines that are not known to be by then. */
export function predict(
  { model, platt }: Learned,
  lines: Line[],
  { history, asOf, numbers }: { history: Line[]; asOf: number; numbers: readonly string[] },
): Prediction[] {
  const names = featureNames(numbers)
  const described = featuresOf(
    lines.map((line) => ({ line, asOf: Math.min(asOf, line.dueOn - noticeDays) })),
    asSeenOn(history, asOf),
    numbers,
  )
  return described.map((features) => {
    const effects = new Map<string, number>()
    for (const [index, effect] of model.explain(features.values).entries()) {
      const [group = ''] = names[index]!.split(': ')
      effects.set(group, (effects.get(group) ?? 0) + platt.slope * effect)
    }
    return {
      probability: calibrated(platt, model.margin(features.values)),
      effects: [...effects]
        .map(([group, effect]) => ({ group, effect }))
        .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
      features,
    }
  })
}

function order({ id: a }: Line, { id: b }: Line): number {
  return a < b ? -1 : 1
}
