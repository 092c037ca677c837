import type { rfpResponseStatuses } from '#src/lib/db/schema/company/sourcing.ts'
import { illegalTransition } from '#src/lib/errors.ts'

export type ResponseStatus = (typeof rfpResponseStatuses)[number]

/** What can become of a response in each state; the award of its request decides the last two. */
const legal: Record<ResponseStatus, readonly ResponseStatus[]> = {
  draft: ['submitted'],
  submitted: ['withdrawn', 'shortlisted', 'awarded', 'rejected'],
  shortlisted: ['awarded', 'rejected'],
  withdrawn: [],
  awarded: [],
  rejected: [],
}

/** Whether the response is still in the running. */
export function isRunning(status: ResponseStatus): boolean {
  return legal[status].includes('awarded')
}

/** Throws `illegal_transition`, naming what can become of it. */
export function requireMove(status: ResponseStatus, to: ResponseStatus): void {
  if (!legal[status].includes(to)) throw illegalMove(status)
}

/** What a response in this state does not take. */
export function illegalMove(status: ResponseStatus) {
  return illegalTransition('response', status, legal[status])
}
