import { firstRate, priorLines } from '../lines/features.ts'
import { isLate, noticeDays } from '../lines/line.ts'
import { lineNumbers, type NamedLine } from '../lines/named-line.ts'
import { asSeenOn, knownBy, loadLearned, predict } from '../lines/predictor.ts'
import { type DaysLate, daysLateOf } from './days-late.ts'
import { type LateLines, lateLinesIn, type Reason, reasonsOf } from './reasons.ts'

export const bases = ['model', 'history', 'prior'] as const
/** What a probability comes from: a model, the supplier's own lines, or the lines of all suppliers. */
export type Basis = (typeof bases)[number]

export interface ToScore {
  history: NamedLine[]
  /** Lines that are not known to be late by that day. */
  lines: NamedLine[]
  asOf: number
  /** A saved model; without one the supplier's own history says it. */
  model: string | null
}

export interface Scored {
  id: string
  probability: number
  basis: Basis
  daysLate: DaysLate | null
  reasons: Reason[]
}

/** How likely each line is late as of that day, with reasons; what came later changes nothing. */
export function score({ history, lines, asOf, model }: ToScore): Scored[] {
  const seen = asSeenOn(history, asOf) as NamedLine[]
  const known = knownBy(seen, asOf) as NamedLine[]
  const lateOf = lateLinesIn(known)
  const daysLate = daysLateOf(known)
  const byHistory = historyOf(known, asOf, lateOf)
  const learned = model === null ? undefined : loadLearned(model)
  const said = learned && predict(learned, lines, { history: seen, asOf, numbers: lineNumbers })
  return lines.map((line, index): Scored => {
    const given = { id: line.id, daysLate: daysLate(line.supplier) }
    const prediction = said?.[index]
    if (!prediction) return { ...given, ...byHistory(line) }
    const reasons = reasonsOf(line, prediction, Math.min(asOf, line.dueOn - noticeDays), lateOf)
    const { probability } = prediction
    return {
      ...{ ...given, probability, basis: 'model' },
      reasons: reasons.length > 0 ? reasons : byHistory(line).reasons,
    }
  })
}

/** The late rate of a supplier, smoothed by ten lines of the rate of all. */
function historyOf(known: NamedLine[], asOf: number, lateOf: LateLines) {
  const late = known.filter(isLate).length
  const overall = (late + priorLines * firstRate) / (known.length + priorLines)
  const bySupplier = Map.groupBy(known, ({ supplier }) => supplier)
  return (line: NamedLine): Pick<Scored, 'probability' | 'basis' | 'reasons'> => {
    const own = bySupplier.get(line.supplier) ?? []
    if (own.length === 0) {
      const text =
        known.length === 0
          ? 'No delivery is known yet, so one line in ten is taken to be late.'
          : `No line from ${line.supplierName} is known yet. Of all your lines, ${late} of ${known.length} were late.`
      return {
        probability: overall,
        basis: 'prior',
        reasons: [{ code: 'prior', text, effect: 0, evidence: [] }],
      }
    }
    const ownLate = own.filter(isLate).length
    const probability = (ownLate + priorLines * overall) / (own.length + priorLines)
    const text = `${ownLate} of the ${own.length} known lines from ${line.supplierName} were late; of all lines, ${late} of ${known.length}.`
    const reason = {
      ...{ code: 'supplier_history', text, effect: logOdds(probability) - logOdds(overall) },
      evidence: lateOf('supplier', line, asOf),
    }
    return { probability, basis: 'history', reasons: [reason] }
  }
}

function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability))
}
