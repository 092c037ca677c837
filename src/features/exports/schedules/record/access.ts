import { findPrincipalByUser } from '#src/lib/access/principals.ts'
import type { Context, Principal } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import type { FilePlan } from '../../record/plan-file.ts'
import { planForOwner, requestOf } from './plan-occurrence.ts'
import { type HoldReason, holds } from './reasons.ts'
import {
  type FoundSchedule,
  findRuns,
  findScheduleById,
  lockSchedule,
  type ScheduleRow,
} from './repository.ts'
import { toSchedule } from './resource.ts'
import type { Schedule } from './schema.ts'

/** How many results a schedule shows of itself. */
const recentRuns = 5

/** A schedule of the caller's tenant; throws `not_found` for every other. */
export async function getSchedule(tx: Tx, id: string): Promise<FoundSchedule> {
  const found = await findScheduleById(tx, id)
  if (!found) throw notFound('schedule')
  return found
}

/** The schedule, held so that neither a person nor the scheduler changes it meanwhile. */
export async function getLocked(tx: Tx, id: string): Promise<ScheduleRow> {
  const row = await lockSchedule(tx, id)
  if (!row) throw notFound('schedule')
  return row
}

/** The schedule as clients see it, as it is now. */
export async function readSchedule(tx: Tx, id: string): Promise<Schedule> {
  return toSchedule(await getSchedule(tx, id), await findRuns(tx, id, { limit: recentRuns }))
}

/** For `prepare`: the owner with the rights of now, looked up outside the transaction; undefined once inactive. */
export async function findOwner({ principal }: Context, id: string): Promise<Principal | undefined> {
  const { row } = await transaction(principal.tenantId, 'read only', (tx) => getSchedule(tx, id))
  return findPrincipalByUser(row.ownerId)
}

/** The owner and their plan; throws `conflict` with the next step when the schedule cannot run for them. */
export function requireOwner(
  owner: Principal | undefined,
  row: ScheduleRow,
  at: Date,
): { owner: Principal; plan: FilePlan } {
  const { plan, hold } = planForOwner(owner, requestOf(row), at)
  if (hold || !owner || owner.userId !== row.ownerId) throw cannotRun(hold ?? 'owner_inactive')
  return { owner, plan }
}

function cannotRun(reason: HoldReason): AppError {
  const { message, action } = holds[reason]
  return new AppError('conflict', `This schedule cannot run. ${message} ${action}`)
}
