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
  return to.reserveAmount < from.reserveAmount || caps.some((cap) => isLooser(from[cap], to[cap]))
}
