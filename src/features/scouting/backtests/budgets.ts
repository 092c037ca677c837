import type { CheckResource } from '#src/features/spend/decisions/schema.ts'
import type { LimitRow } from './repository.ts'

export interface Purchase {
  user_id: string
  strategy_id: string
  supplier_id: string | null
  category: string | null
  amount: number
  currency: string
}

/** One cap beside what is committed under it, as `spend_evaluate` reads it. */
export interface Room {
  name: string
  scope: string
  subject: string | null
  currency: string
  limit_id: string
  cap: number | null
  committed: number
}

/** The first days of the periods that a day lies in, by limit and period. */
export type Starts = Map<string, string>

export type Evaluate = (amount: number, rooms: Room[]) => Promise<CheckResource[]>

const periods = [
  ['day', 'daily', 'daily_cap'],
  ['week', 'weekly', 'weekly_cap'],
  ['month', 'monthly', 'monthly_cap'],
  ['total', 'total', 'total_cap'],
] as const

/** The budgets of a try: they begin with nothing committed, and only the try commits anything. */
export class TriedBudgets {
  private readonly committed = new Map<string, number>()
  private readonly limits: LimitRow[]

  constructor(limits: LimitRow[]) {
    this.limits = limits
  }

  /** What the risk check reads about a purchase. */
  roomsOf(purchase: Purchase, starts: Starts): Room[] {
    return this.covering(purchase).flatMap((limit) => {
      const { id: limit_id, scope, subject, currency } = limit
      const room = (name: string, cap: number | null, committed: number): Room => ({
        ...{ name, scope, subject, currency, limit_id, cap, committed },
      })
      const inPeriod = (period: string) => this.committed.get(keyOf(limit, period, starts)) ?? 0
      return [
        room('per_transaction', limit.per_transaction_cap, 0),
        ...periods.map(([period, name, cap]) => room(name, limit[cap], inPeriod(period))),
        room('emergency', limit.emergency_threshold, inPeriod('total')),
        room('approve_over', limit.approve_over, 0),
      ]
    })
  }

  commit(purchase: Purchase, starts: Starts): void {
    for (const limit of this.covering(purchase))
      for (const [period] of periods) {
        const key = keyOf(limit, period, starts)
        this.committed.set(key, (this.committed.get(key) ?? 0) + purchase.amount)
      }
  }

  private covering({ user_id, strategy_id, supplier_id, category, currency }: Purchase): LimitRow[] {
    const subjects = { tenant: null, user: user_id, strategy: strategy_id, supplier: supplier_id, category }
    return this.limits.filter(
      (limit) =>
        limit.currency === currency && (limit.scope === 'tenant' || limit.subject === subjects[limit.scope]),
    )
  }
}

function keyOf({ id }: LimitRow, period: string, starts: Starts): string {
  return `${id} ${period} ${starts.get(`${id} ${period}`) ?? ''}`
}
