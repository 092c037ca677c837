import type { LimitRow } from './spend.ts'

/** A limit of the model, with every field that it reads. */
export type ModelLimit = Required<Omit<LimitRow, 'subject'>> & { id: string; subject: string | null }

export interface ModelRequest {
  user: string
  category: string | null
  amount: number
  currency: string
}

interface ModelTrade {
  status: string
  reserved: number
  settled: number
  /** One for each decision: what it holds and owes, and in which counters. */
  holdings: { charged: string[]; reserved: number; settled: number }[]
  currency: string
}

const periods = ['day', 'week', 'month', 'total'] as const
const order = ['tenant', 'user', 'category', 'supplier']

/** What spend control does, written again in the plainest way, to compare with what the database did. */
export class SpendModel {
  readonly counters = new Map<string, { reserved: number; settled: number }>()
  readonly trades = new Map<string, ModelTrade>()
  readonly entries = new Map<string, number>()
  readonly limits: ModelLimit[] = []
  state = 'ACTIVE'

  /** The outcome and the names of the checks that fail, in order. */
  decide(request: ModelRequest, at: Date): { outcome: string; failed: string[]; charged: string[] } {
    const limits = this.limits
      .filter((limit) => covers(limit, request))
      .sort((a, b) => order.indexOf(a.scope) - order.indexOf(b.scope))
    const failed: string[] = []
    if (this.state !== 'ACTIVE') failed.push('state tenant')
    if (!limits.some(({ scope }) => scope === 'tenant')) failed.push('budget tenant')
    const check = (name: string, limit: ModelLimit, cap: number | null, committed: number) => {
      if (cap !== null && committed + request.amount > cap) failed.push(`${name} ${limit.scope}`)
    }
    for (const limit of limits) check('per_transaction', limit, limit.per_transaction_cap, 0)
    for (const limit of limits) {
      check('daily', limit, limit.daily_cap, this.committed(limit, 'day', at))
      check('weekly', limit, limit.weekly_cap, this.committed(limit, 'week', at))
      check('monthly', limit, limit.monthly_cap, this.committed(limit, 'month', at))
      const total = limit.total_cap === null ? null : Math.max(limit.total_cap - limit.reserve_amount, 0)
      check('total', limit, total, this.committed(limit, 'total', at))
    }
    for (const limit of limits)
      check('emergency', limit, limit.emergency_threshold, this.committed(limit, 'total', at))
    const isRefused = failed.length > 0
    for (const limit of limits) check('approve_over', limit, limit.approve_over, 0)
    const passed = failed.length > 0 ? 'awaiting_approval' : 'reserved'
    const charged = limits.flatMap((limit) => periods.map((period) => counterOf(limit, period, at)))
    return { outcome: isRefused ? 'refused' : passed, failed, charged }
  }

  reserve(id: string, status: string, { amount, currency }: ModelRequest, charged: string[]): void {
    const holdings = [{ charged, reserved: 0, settled: 0 }]
    this.trades.set(id, { status, currency, reserved: 0, settled: 0, holdings })
    this.enter(this.trades.get(id)!, 0, amount, 0)
  }

  /** Whether the move is legal; then it is made. */
  move(id: string, move: string, amount?: number): boolean {
    const trade = this.trades.get(id)!
    const most = move === 'credit' ? trade.settled : trade.reserved
    if (!legal[move]!.includes(trade.status) || (move === 'cancel' && trade.settled > 0)) return false
    if (['settle', 'release', 'credit'].includes(move) && (amount ?? most) > most) return false
    if (move in ends) {
      this.take(trade, trade.reserved, 'reserved')
      trade.status = ends[move]!
    } else if (move in goes) trade.status = goes[move]!
    else {
      this.take(trade, amount ?? most, move === 'credit' ? 'settled' : 'reserved', move === 'settle')
      if (move === 'settle') this.take(trade, trade.reserved, 'reserved')
      if (trade.reserved === 0 && trade.status !== 'settled')
        trade.status = trade.settled > 0 ? 'settled' : 'cancelled'
    }
    return true
  }

  private take(trade: ModelTrade, amount: number, from: 'reserved' | 'settled', isSettled = false): void {
    let left = amount
    for (const [index, holding] of trade.holdings.entries()) {
      const part = Math.min(left, holding[from])
      if (part > 0)
        this.enter(
          trade,
          index,
          from === 'reserved' ? -part : 0,
          from === 'settled' ? -part : isSettled ? part : 0,
        )
      left -= part
    }
  }

  private enter(trade: ModelTrade, index: number, reserved: number, settled: number): void {
    const holding = trade.holdings[index]!
    for (const one of [trade, holding, ...holding.charged.map((key) => this.counter(key))]) {
      one.reserved += reserved
      one.settled += settled
    }
    this.entries.set(trade.currency, (this.entries.get(trade.currency) ?? 0) + 1)
  }

  private counter(key: string) {
    if (!this.counters.has(key)) this.counters.set(key, { reserved: 0, settled: 0 })
    return this.counters.get(key)!
  }

  private committed(limit: ModelLimit, period: (typeof periods)[number], at: Date): number {
    const { reserved, settled } = this.counters.get(counterOf(limit, period, at)) ?? {
      reserved: 0,
      settled: 0,
    }
    return reserved + settled
  }
}

const legal: Record<string, string[]> = {
  approve: ['awaiting_approval'],
  reject: ['awaiting_approval'],
  cancel: ['awaiting_approval', 'reserved', 'placed'],
  execute: ['reserved'],
  place: ['executing', 'unknown'],
  fail: ['executing', 'unknown'],
  settle: ['placed'],
  release: ['placed'],
  credit: ['placed', 'settled'],
}
export const moves = Object.keys(legal)

const ends: Record<string, string> = { reject: 'rejected', cancel: 'cancelled', fail: 'failed' }
const goes: Record<string, string> = { approve: 'reserved', execute: 'executing', place: 'placed' }

function covers(limit: ModelLimit, { user, category, currency }: ModelRequest): boolean {
  if (limit.currency !== currency) return false
  if (limit.scope === 'tenant') return true
  return limit.subject === (limit.scope === 'user' ? user : category)
}

/** The name of a limit's counter for the period that an instant lies in. */
export function counterOf(limit: ModelLimit, period: string, at: Date): string {
  return `${limit.id} ${period} ${startOf(period, at, limit.time_zone, limit.week_starts_on)}`
}

/** The first local day of the period, from the calendar that browsers have. */
function startOf(period: string, at: Date, timeZone: string, weekStartsOn: number): string {
  if (period === 'total') return 'total'
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)
  const day = new Date(`${local}T00:00:00Z`)
  if (period === 'month') day.setUTCDate(1)
  if (period === 'week') day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() - weekStartsOn + 7) % 7))
  return day.toISOString().slice(0, 10)
}
