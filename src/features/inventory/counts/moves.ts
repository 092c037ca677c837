import type { countStatuses } from '#src/lib/db/schema/company/counts.ts'
import { illegalTransition } from '#src/lib/errors.ts'
import type { Permission } from '#src/lib/permissions.ts'

export type CountStatus = (typeof countStatuses)[number]

/** What can be done with a count beside counting, and who may. */
export const moveRights = {
  start: 'stock.count',
  submit: 'stock.count',
  post: 'stock.post',
  cancel: 'stock.count',
} as const satisfies Record<string, Permission>
export type CountMove = keyof typeof moveRights

const legalMoves: Record<CountStatus, readonly CountMove[]> = {
  open: ['start', 'cancel'],
  counting: ['submit', 'cancel'],
  review: ['post', 'cancel'],
  posted: [],
  cancelled: [],
}

/** Differences are counted again while they are reviewed. */
const countable: readonly CountStatus[] = ['counting', 'review']

export function movesOf(status: CountStatus): readonly CountMove[] {
  return legalMoves[status]
}

/** Throws `illegal_transition`, naming the legal moves. */
export function requireMove(status: CountStatus, move: CountMove): void {
  if (!legalMoves[status].includes(move)) throw illegalTransition('count', status, legalMoves[status])
}

export function requireCountable(status: CountStatus): void {
  if (!countable.includes(status)) throw illegalTransition('count', status, legalMoves[status])
}

/** Whether nobody is shown yet what the ledger expects. */
export function isHidden({ isBlind, status }: { isBlind: boolean; status: string }): boolean {
  return isBlind && (status === 'open' || status === 'counting')
}
