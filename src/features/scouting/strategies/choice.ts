import { type Facts, judge } from './rules.ts'
import type { Rules } from './schema.ts'

/** Something that a strategy may choose. */
export interface Candidate {
  id: string
  /** The same thing has the same one. */
  instrument: string
  currency: string
  facts: Facts
}

/** What a strategy has bought so far. */
export interface Standing {
  openTrades: number
  /** When each thing was last bought. */
  boughtAt: Map<string, Date>
}

/** What a strategy does about a candidate: the first three chose it. */
export type Action = 'take' | 'propose' | 'observe' | 'leave'

export interface Choice {
  id: string
  action: Action
  code: 'chosen' | 'over_limit' | 'currency' | 'no_match' | 'unknown' | 'cooldown' | 'most' | 'max_open'
}

const hourMs = 3_600_000

/** What rules choose of candidates; pure, so that a back-test gets the same answer. Answers in the order given. */
export function choose(rules: Rules, candidates: Candidate[], standing: Standing, now: Date): Choice[] {
  const choices = new Map<string, Choice>()
  const leave = (id: string, code: Choice['code']) => choices.set(id, { id, action: 'leave', code })
  const fitting = candidates.filter((candidate) => {
    const obstacle = obstacleOf(rules, candidate, standing, now)
    if (obstacle) leave(candidate.id, obstacle)
    return !obstacle
  })
  const seen = new Set<string>()
  let [chosen, open] = [0, standing.openTrades]
  for (const candidate of inOrder(rules, fitting)) {
    const { id, instrument, facts } = candidate
    if (chosen >= rules.choose.most) leave(id, 'most')
    else if (rules.cooldown > 0 && seen.has(instrument)) leave(id, 'cooldown')
    else if (open >= rules.max_open) leave(id, 'max_open')
    else {
      const isOver = rules.approve_over !== null && (facts.amount ?? 0) > rules.approve_over
      const action = rules.autonomy === 'auto' ? (isOver ? 'propose' : 'take') : rules.autonomy
      choices.set(id, { id, action, code: isOver ? 'over_limit' : 'chosen' })
      seen.add(instrument)
      chosen += 1
      open += 1
    }
  }
  return candidates.map(({ id }) => choices.get(id)!)
}

function obstacleOf(
  rules: Rules,
  { currency, instrument, facts }: Candidate,
  { boughtAt }: Standing,
  now: Date,
): Choice['code'] | undefined {
  if (currency !== rules.currency) return 'currency'
  const verdict = judge(rules.match, facts)
  if (verdict === null) return 'unknown'
  if (!verdict) return 'no_match'
  const last = boughtAt.get(instrument)
  return last && now.getTime() - last.getTime() < rules.cooldown * hourMs ? 'cooldown' : undefined
}

/** The first to choose first; what has no value comes last, and what is alike keeps the order of its ids. */
function inOrder({ choose: { by, order } }: Rules, candidates: Candidate[]): Candidate[] {
  const sign = order === 'highest' ? -1 : 1
  return candidates.toSorted((a, b) => {
    const [left, right] = [a.facts[by], b.facts[by]]
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byId(a, b)
    return sign * (left - right) || byId(a, b)
  })
}

function byId(a: Candidate, b: Candidate): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
