import type { Principal } from '#src/lib/context.ts'
import { AppError } from '#src/lib/errors.ts'
import { legalMoves, type ScopeStatus } from './moves.ts'

/** The legal moves that this person may make: becoming active is publishing, whichever way it is asked for. */
export function movesFor({ permissions }: Principal, from: ScopeStatus): ScopeStatus[] {
  if (!permissions.has('scopes.write')) return []
  return legalMoves(from).filter((to) => to !== 'active' || permissions.has('scopes.publish'))
}

export function requireRightTo({ permissions }: Principal, to: ScopeStatus): void {
  if (to !== 'active' || permissions.has('scopes.publish')) return
  throw new AppError(
    'forbidden',
    'Making a scope of work active publishes it, which needs the permission scopes.publish. An admin can grant it.',
  )
}
