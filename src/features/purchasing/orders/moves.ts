import type { orderStatuses } from '#src/lib/db/schema/company/purchasing.ts'
import { illegalTransition } from '#src/lib/errors.ts'
import type { Permission } from '#src/lib/permissions.ts'

export type OrderStatus = (typeof orderStatuses)[number]

/** What can be done with an order beside changing it, and who may. */
export const moveRights = {
  submit: 'orders.write',
  return: 'orders.write',
  approve: 'orders.approve',
  send: 'orders.write',
  confirm: 'orders.write',
  receive: 'orders.receive',
  cancel: 'orders.write',
  close: 'orders.write',
} as const satisfies Record<string, Permission>
export type OrderMove = keyof typeof moveRights

const legalMoves: Record<OrderStatus, readonly OrderMove[]> = {
  draft: ['submit', 'cancel'],
  submitted: ['approve', 'return', 'cancel'],
  approved: ['send', 'cancel'],
  sent: ['confirm', 'receive', 'close', 'cancel'],
  partially_received: ['confirm', 'receive', 'close'],
  received: ['close'],
  closed: [],
  cancelled: [],
}

/** What an order says can be changed until it is sent. */
const changeable: readonly OrderStatus[] = ['draft', 'submitted', 'approved']

export function movesOf(status: OrderStatus): readonly OrderMove[] {
  return legalMoves[status]
}

/** Throws `illegal_transition`, naming the legal moves. */
export function requireMove(status: OrderStatus, move: OrderMove): void {
  if (!legalMoves[status].includes(move)) throw illegalTransition('order', status, legalMoves[status])
}

export function isChangeable(status: OrderStatus): boolean {
  return changeable.includes(status)
}

export function requireChangeable(status: OrderStatus): void {
  if (!isChangeable(status)) throw illegalTransition('order', status, legalMoves[status])
}

interface Quantities {
  quantity: number
  received: number
  rejected: number
}

/** Where the deliveries of a sent order leave it. */
export function receivedStatus(lines: Quantities[]): OrderStatus {
  if (lines.every(({ quantity, received }) => received >= quantity)) return 'received'
  return lines.some(({ received, rejected }) => received + rejected > 0) ? 'partially_received' : 'sent'
}

/** The most pieces that all deliveries of a line may bring. */
export function mostAccepted(ordered: number, tolerancePercent: number): number {
  return ordered + Math.floor((ordered * tolerancePercent) / 100)
}
