import { LogisticBoosting, type SavedBoosting } from '../models/boosting.ts'
import { calibrated, fitPlatt, type Platt, uncalibrated } from '../models/platt.ts'
import { type Features, featureNames, featuresOf } from './features.ts'
import { isLate, knownOn, type Line, noticeDays } from './line.ts'

/** Fewer are too few to learn from. */
export const leastLines = 300
export const leastLate = 30
/** The last share of the known lines, in time, calibrates the model that learned from those before. */
const calibrationShare = 0.2

export interface Learned {
  model: LogisticBoosting
  platt: Platt
  lines: number
}

interface Saved extends Omit<Learned, 'model'> {
  model: SavedBoosting
}

/** As text that is the same for the same model. */
export function saveLearned({ model, platt, lines }: Learned): string {
  return JSON.stringify({ platt, lines, model: model.save() } satisfies Saved)
}

export function loadLearned(text: string): Learned {
  const { model, ...rest } = JSON.parse(text) as Saved
  return { ...rest, model: LogisticBoosting.load(model) }
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
  least = { lines: leastLines, late: leastLate },
): Learned | undefined {
  const seen = asSeenOn(lines, asOf)
  const known = knownBy(seen, asOf)
  const labels = known.map((line) => Number(isLate(line)))
  const late = labels.filter((label) => label === 1).length
  if (known.length < least.lines || late < least.late || late === known.length) return undefined
  const rows = describe(known, seen, numbers).map(({ values }) => values)
  const model = LogisticBoosting.learn(rows, labels, seed)
  return { model, platt: plattOf(rows, labels, seed), lines: known.length }
}

/** Margins that calibrate come from a model that has not seen their lines. */
function plattOf(rows: Float64Array[], labels: number[], seed: number): Platt {
  const from = Math.floor((1 - calibrationShare) * rows.length)
  const [early, later] = [labels.slice(0, from), labels.slice(from)]
  if (new Set(early).size < 2 || new Set(later).size < 2) return uncalibrated
  const before = LogisticBoosting.learn(rows.slice(0, from), early, seed)
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

/** Those of which it is known by this day whether they are late, in the order in which that became known. */
export function knownBy(seen: Line[], asOf: number): Line[] {
  return seen.filter((line) => knownOn(line) <= asOf).sort((a, b) => knownOn(a) - knownOn(b) || order(a, b))
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
  /** What each group of features adds to the logarithm of the odds, the largest first, and its strongest feature. */
  effects: { group: string; effect: number; leading: string }[]
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
    const added = [...model.explain(features.values)].map((effect, index) => {
      const [group = '', figure = ''] = names[index]!.split(': ')
      return { group, figure, effect: platt.slope * effect }
    })
    const effects = [...Map.groupBy(added, ({ group }) => group)].map(([group, own]) => ({
      group,
      effect: own.reduce((sum, { effect }) => sum + effect, 0),
      leading: own.reduce((a, b) => (Math.abs(b.effect) > Math.abs(a.effect) ? b : a)).figure,
    }))
    return {
      probability: calibrated(platt, model.margin(features.values)),
      effects: effects.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
      features,
    }
  })
}

function order({ id: a }: Line, { id: b }: Line): number {
  return a < b ? -1 : 1
}
