import type { scopeStatuses } from '#src/lib/db/schema/company/scopes.ts'
import { illegalTransition } from '#src/lib/errors.ts'

export type ScopeStatus = (typeof scopeStatuses)[number]

/** A scope becomes active by the publication of its first version. */
const moves: Record<ScopeStatus, readonly ScopeStatus[]> = {
  draft: ['in_review'],
  in_review: ['active'],
  active: ['archived'],
  archived: [],
}

export function legalMoves(from: ScopeStatus): readonly ScopeStatus[] {
  return moves[from]
}

/** Throws `illegal_transition`, naming the legal moves. */
export function requireMove(from: ScopeStatus, to: ScopeStatus): void {
  if (!moves[from].includes(to)) throw illegalTransition('scope of work', from, moves[from])
}

/** Whether versions of a scope in this state can be published. */
export function takesVersions(status: ScopeStatus): boolean {
  return status === 'in_review' || status === 'active'
}
