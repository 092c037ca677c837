import type { rfpStatuses } from '#src/lib/db/schema/company/sourcing.ts'
import { illegalTransition } from '#src/lib/errors.ts'

export type RfpStatus = (typeof rfpStatuses)[number]
export type RfpMove = 'publish' | 'close' | 'award' | 'cancel'

/** What can be done in each state. */
const legal: Record<RfpStatus, readonly RfpMove[]> = {
  draft: ['publish', 'cancel'],
  published: ['close', 'cancel'],
  closed: ['award', 'cancel'],
  awarded: [],
  cancelled: [],
}

const reached: Record<RfpMove, RfpStatus> = {
  publish: 'published',
  close: 'closed',
  award: 'awarded',
  cancel: 'cancelled',
}

export function legalMoves(status: RfpStatus): readonly RfpMove[] {
  return legal[status]
}

/** Throws `illegal_transition`, naming the states that it can reach. */
export function requireMove(status: RfpStatus, move: RfpMove): void {
  if (!legal[status].includes(move)) throw illegalMove(status)
}

/** What a request in this state does not take. */
export function illegalMove(status: RfpStatus) {
  return illegalTransition(
    'request for proposal',
    status,
    legal[status].map((move) => reached[move]),
  )
}
