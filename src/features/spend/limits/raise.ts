import type { LimitRow } from './repository.ts'

type Amounts = Pick<
  LimitRow,
  | 'scope'
  | 'perTransactionCap'
  | 'dailyCap'
  | 'weeklyCap'
  | 'monthlyCap'
  | 'totalCap'
  | 'reserveAmount'
  | 'emergencyThreshold'
  | 'approveOver'
  | 'isActive'
  | 'timeZone'
  | 'weekStartsOn'
>

const caps = [
  'perTransactionCap',
  'dailyCap',
  'weeklyCap',
  'monthlyCap',
  'totalCap',
  'emergencyThreshold',
  'approveOver',
] as const

/**
 * Whether more can be spent after a change than before. Without a budget of the company nothing can, so its first
 * one is a raise; a further limit only narrows what the company's allows.
 */
export function isRaise(from: Amounts | undefined, to: Amounts): boolean {
  if (!from?.isActive) return to.scope === 'tenant'
  const isLooser = (before: number | null, after: number | null) =>
    before !== null && (after === null || after > before)
  // Other days and weeks begin with nothing committed.
  const isOtherPeriod = to.timeZone !== from.timeZone || to.weekStartsOn !== from.weekStartsOn
  return (
    isOtherPeriod || to.reserveAmount < from.reserveAmount || caps.some((cap) => isLooser(from[cap], to[cap]))
  )
}
