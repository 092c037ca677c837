import { createHash } from 'node:crypto'
import { judge } from '../judging/judge.ts'
import { isLate, type Line } from '../lines/line.ts'
import { lineNumbers } from '../lines/named-line.ts'
import {
  asSeenOn,
  knownBy,
  learn,
  leastLate,
  leastLines,
  loadLearned,
  saveLearned,
} from '../lines/predictor.ts'
import type { ToTrain, Trained } from './messages.ts'

/**
 * Learns from everything that is known by that day, and judges that against the model in use. `between` is called
 * between its two parts, of which each takes seconds.
 */
export function train({ lines, asOf, seed, inUse }: ToTrain, between = () => {}): Trained {
  const seen = asSeenOn(lines, asOf)
  const known = knownBy(seen, asOf)
  const late = known.filter(isLate).length
  const dueDays = known.map(({ dueOn }) => dueOn)
  const learned = learn(lines, asOf, lineNumbers, seed)
  between()
  return {
    ...{ known: known.length, late, dataHash: hashLines(seen), model: learned ? saveLearned(learned) : null },
    from: dueDays.length > 0 ? dueDays.reduce((a, b) => Math.min(a, b)) : null,
    to: dueDays.length > 0 ? dueDays.reduce((a, b) => Math.max(a, b)) : null,
    judgement: learned
      ? judge(lines, asOf, inUse ? { ...inUse, learned: loadLearned(inUse.model) } : undefined, seed)
      : {
          verdict: 'too_few',
          reason: `${known.length} lines are known, ${late} of them late; a model needs ${leastLines}, ${leastLate} of them late.`,
          tested: null,
        },
  }
}

/** SHA-256 of what was learned from, whatever the order of the lines. */
function hashLines(lines: Line[]): string {
  const hash = createHash('sha256')
  for (const { id, supplier, country, site, group, orderedOn, dueOn, deliveredOn, numbers } of lines.toSorted(
    (a, b) => (a.id < b.id ? -1 : 1),
  ))
    hash.update(JSON.stringify([id, supplier, country, site, group, orderedOn, dueOn, deliveredOn, numbers]))
  return hash.digest('hex')
}
