import type { clientScopeStatuses } from '#src/lib/db/schema/company/scopes.ts'

export type ClientScopeStatus = (typeof clientScopeStatuses)[number]
export type ClientScopeMove = 'accept' | 'decline' | 'end'

/** What can be done in each state. */
const legal: Record<ClientScopeStatus, readonly ClientScopeMove[]> = {
  proposed: ['accept', 'decline'],
  accepted: ['end'],
  declined: [],
  ended: [],
}

/** The state that each move leads to. */
export const reached: Record<ClientScopeMove, ClientScopeStatus> = {
  accept: 'accepted',
  decline: 'declined',
  end: 'ended',
}

export function legalMoves(status: ClientScopeStatus): readonly ClientScopeMove[] {
  return legal[status]
}
