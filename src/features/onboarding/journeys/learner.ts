import type { Principal } from '#src/lib/context.ts'
import { AppError } from '#src/lib/errors.ts'
import type { Permission, Role } from '#src/lib/permissions.ts'
import { isFor } from './progress.ts'

export interface Learner {
  /** As journeys name them. */
  name: string
  /** Undefined: somebody of the customer's application. */
  userId: string | undefined
  role: Role | null
}

const prefix = 'app:'

/** The caller, or the user of their application that they name. Throws `forbidden` where they may not. */
export function learnerOf(principal: Principal, given: string | undefined, needed: Permission): Learner {
  const { userId, role, permissions } = principal
  if (given === undefined) return { name: userId, userId, role }
  if (!permissions.has(needed))
    throw new AppError(
      'forbidden',
      `Acting for a learner of your application needs the permission ${needed}.`,
    )
  return { name: prefix + given, userId: undefined, role: null }
}

/** Whether a flow leads this learner. */
export function isLedBy(flow: { learners: string; audience: string[] }, { userId, role }: Learner): boolean {
  return flow.learners === (userId ? 'members' : 'application') && isFor(flow.audience, role)
}

/** As callers know them. */
export function shownName(name: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}
