import { isRefusal } from '#src/features/spend/decisions/refusal.ts'
import { failedInWords } from '../record/verdicts.ts'
import { type Candidate, choose } from '../strategies/choice.ts'
import type { Rules } from '../strategies/schema.ts'
import { type Evaluate, type Purchase, type Starts, TriedBudgets } from './budgets.ts'
import type { LimitRow } from './repository.ts'
import type { Result, Totals } from './schema.ts'

/** An opportunity of the past, with the days on which it was found and over. */
export interface Recorded extends Candidate {
  title: string
  amount: number
  score: number
  supplierId: string | null
  category: string | null
  leadTimeDays: number | null
  foundOn: string
  validOn: string
}

export interface Tried {
  rules: Rules
  strategyId: string
  userId: string
  opportunities: Recorded[]
  limits: LimitRow[]
  /** The days of the try, one after the other. */
  days: string[]
  startsOf: (day: string) => Promise<Starts>
  evaluate: Evaluate
}

type Made = Pick<Result, 'totals' | 'curve' | 'trades' | 'refusals'>

const dayMs = 86_400_000
/** A trade is open until its goods are there; so long where nobody says how long that takes. */
const usualLeadDays = 14

/**
 * What a version would have bought, day by day: each day it chooses among what was found by then, is not over and not
 * bought, and each choice goes through the checks of the budgets. What is refused is tried once.
 */
export async function tryRules(tried: Tried): Promise<Made> {
  const { rules, opportunities, days, startsOf, evaluate } = tried
  const budgets = new TriedBudgets(tried.limits)
  const over = new Set<string>()
  const boughtAt = new Map<string, Date>()
  const open: number[] = []
  const made: Made = { totals: { ...nothing }, curve: [], trades: [], refusals: [] }
  for (const day of days) {
    const now = new Date(`${day}T12:00:00Z`)
    const waiting = opportunities.filter(
      ({ id, foundOn, validOn }) => foundOn <= day && day < validOn && !over.has(id),
    )
    if (waiting.length === 0) continue
    const openTrades = open.filter((until) => until > now.getTime()).length
    const choices = choose(rules, waiting, { openTrades, boughtAt }, now)
    const starts = choices.some(({ action }) => action !== 'leave') ? await startsOf(day) : new Map()
    for (const [index, { action }] of choices.entries()) {
      if (action === 'leave') continue
      const one = waiting[index]!
      over.add(one.id)
      const purchase = purchaseOf(tried, one)
      const failed = (await evaluate(one.amount, budgets.roomsOf(purchase, starts))).filter(
        ({ passed }) => !passed,
      )
      const about = { day, opportunity_id: one.id, title: one.title, amount: one.amount }
      if (failed.some(isRefusal)) {
        made.refusals.push({ ...about, because: failedInWords(failed, one.currency) })
        continue
      }
      budgets.commit(purchase, starts)
      made.trades.push({ ...about, score: one.score, waits: failed.length > 0 })
      boughtAt.set(one.instrument, now)
      open.push(now.getTime() + (one.leadTimeDays ?? usualLeadDays) * dayMs)
    }
  }
  return { ...made, totals: totalsOf(made), curve: curveOf(made.trades) }
}

const nothing: Totals = { trades: 0, refusals: 0, spent: 0, score: 0 }

function totalsOf({ trades, refusals }: Made): Totals {
  const sum = (key: 'amount' | 'score') => trades.reduce((total, trade) => total + trade[key], 0)
  return { trades: trades.length, refusals: refusals.length, spent: sum('amount'), score: sum('score') }
}

function curveOf(trades: Made['trades']): Made['curve'] {
  const curve: Made['curve'] = []
  let spent = 0
  for (const { day, amount } of trades) {
    spent += amount
    if (curve.at(-1)?.day === day) curve.at(-1)!.spent = spent
    else curve.push({ day, spent })
  }
  return curve
}

function purchaseOf({ userId, strategyId }: Tried, one: Recorded): Purchase {
  const { supplierId: supplier_id, category, amount, currency } = one
  return { user_id: userId, strategy_id: strategyId, supplier_id, category, amount, currency }
}

/** What only one of two tries bought. */
export function differenceOf(here: Made, there: Made, number: number): NonNullable<Result['difference']> {
  const idsOf = ({ trades }: Made) => trades.map(({ opportunity_id }) => opportunity_id)
  const [mine, theirs] = [new Set(idsOf(here)), new Set(idsOf(there))]
  return {
    number,
    totals: there.totals,
    only_here: idsOf(here).filter((id) => !theirs.has(id)),
    only_there: idsOf(there).filter((id) => !mine.has(id)),
  }
}

/** Every day from one to another. */
export function daysFrom(from: string, until: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(until); at += dayMs)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}
