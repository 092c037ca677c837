import { featureNames } from '../lines/features.ts'
import { isLate, knownOn, type Line } from '../lines/line.ts'
import { lineNumbers } from '../lines/named-line.ts'
import { asSeenOn, knownBy, type Learned, learn, leastLate, leastLines, predict } from '../lines/predictor.ts'
import { auc, brier, type CalibrationBin, calibration, calibrationError } from '../models/scores.ts'
import { pairedInterval } from './bootstrap.ts'

/** The last share of the known lines judges a model that has no predecessor. */
const testShare = 0.2
/** What is left to learn from where the least that a model needs is divided so. */
const leastBefore = { lines: (1 - testShare) * leastLines, late: (1 - testShare) * leastLate }
/** Fewer, or fewer of either kind, cannot tell two models apart. */
const leastTested = 30
const leastOfEach = 5

/** A model in use, and the day up to which it knows. */
export interface InUse {
  name: string
  learned: Learned
  asOf: number
}

export interface MethodScore {
  method: string
  auc: number
  brier: number
  ece: number
}

export interface Judgement {
  verdict: 'not_worse' | 'worse' | 'too_few'
  reason: string
  /** The lines that judged, which nobody compared had seen; null for too few. */
  tested: null | {
    lines: number
    late: number
    /** Days on which the first and the last of them became known. */
    from: number
    to: number
    scores: MethodScore[]
    /** Brier score of the new one less that of another: above 0 it is worse. */
    differences: { against: string; brier: number; lower: number; upper: number }[]
    bins: CalibrationBin[]
  }
}

const supplierRate = featureNames([]).indexOf('supplier: rate')

/**
 * Compares what would have been learned with the model in use, and with the rate of each supplier, on the same lines:
 * of those that became known since the model in use was trained, the later half; without one, the last fifth. The new
 * one learns from what was known before, so that no line judges what has seen it.
 */
export function judge(lines: Line[], asOf: number, inUse: InUse | undefined, seed: number): Judgement {
  const seen = asSeenOn(lines, asOf)
  const known = knownBy(seen, asOf)
  const fresh = inUse ? known.filter((line) => knownOn(line) > inUse.asOf) : known
  const first = fresh[Math.floor((inUse ? 0.5 : 1 - testShare) * fresh.length)]
  const cut = first ? knownOn(first) - 1 : asOf
  const tested = known.filter((line) => knownOn(line) > cut)
  const labels = tested.map((line) => Number(isLate(line)))
  const late = labels.filter((label) => label === 1).length
  if (tested.length < leastTested || Math.min(late, tested.length - late) < leastOfEach) {
    const since = inUse ? ` since ${inUse.name} was trained` : ''
    return tooFew(
      `Too few lines became known${since} to compare models: of ${fresh.length}, ${tested.length} can judge, ` +
        `${late} of them late. At least ${leastTested} are needed, ${leastOfEach} of them late and ${leastOfEach} on time.`,
    )
  }
  const challenger = learn(lines, cut, lineNumbers, seed, leastBefore)
  if (!challenger) return tooFew('Too few lines were known before those that would judge the model.')
  const given = { history: seen, asOf, numbers: lineNumbers }
  const own = predict(challenger, tested, given)
  const methods = [
    { method: 'this model', said: own.map(({ probability }) => probability) },
    ...(inUse
      ? [
          {
            method: inUse.name,
            said: predict(inUse.learned, tested, given).map(({ probability }) => probability),
          },
        ]
      : []),
    { method: "supplier's rate", said: own.map(({ features }) => features.values[supplierRate]!) },
  ]
  const [mine, ...others] = methods as [(typeof methods)[number], ...typeof methods]
  const errors = (said: number[]) => said.map((probability, row) => (probability - labels[row]!) ** 2)
  const differences = others.map(({ method, said }) => {
    const theirs = errors(said)
    const distances = errors(mine.said).map((error, row) => error - theirs[row]!)
    const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length
    return { against: method, brier: mean, ...pairedInterval(distances, seed) }
  })
  const scores = methods.map(({ method, said }) => ({
    ...{ method, auc: auc(said, labels), brier: brier(said, labels) },
    ece: calibrationError(calibration(said, labels)),
  }))
  const lost = differences.find(({ lower }) => lower > 0)
  return {
    verdict: lost ? 'worse' : 'not_worse',
    reason: (lost ? [lost] : differences).map((one) => inWords(one, tested.length, scores)).join(' '),
    tested: {
      ...{ lines: tested.length, late, from: knownOn(tested[0]!), to: knownOn(tested.at(-1)!) },
      ...{ scores, differences, bins: calibration(mine.said, labels) },
    },
  }
}

function tooFew(reason: string): Judgement {
  return { verdict: 'too_few', reason, tested: null }
}

function inWords(
  { against, lower, upper }: { against: string; lower: number; upper: number },
  lines: number,
  scores: MethodScore[],
): string {
  const scoreOf = (name: string) => scores.find(({ method }) => method === name)!.brier.toFixed(3)
  const told = lower > 0 ? 'Worse' : 'Not worse'
  return (
    `${told} than ${against}: Brier score ${scoreOf('this model')} against ${scoreOf(against)} on the same ${lines} lines ` +
    `(90 % interval of the difference ${lower.toFixed(3)} to ${upper.toFixed(3)}).`
  )
}
