import { and, asc, count, desc, eq, inArray, isNull, lt, ne, type SQL, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { contains } from '#src/lib/db/contains.ts'
import { users } from '#src/lib/db/schema/accounts.ts'
import { dataExports } from '#src/lib/db/schema/exports.ts'
import { exportOccurrences, exportSchedules } from '#src/lib/db/schema/schedules.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type ScheduleRow = typeof exportSchedules.$inferSelect
export type NewSchedule = typeof exportSchedules.$inferInsert
export type OccurrenceRow = typeof exportOccurrences.$inferSelect
export type NewOccurrence = typeof exportOccurrences.$inferInsert

export interface Owner {
  id: string
  firstName: string
  lastName: string
  email: string
  isActive: boolean
}
export interface FoundSchedule {
  row: ScheduleRow
  owner: Owner
}
export interface FoundRun {
  row: OccurrenceRow
  exportStatus: string | null
  exportErrorCode: string | null
  exportRows: number | null
  exportChanges: unknown
}

const owner = {
  id: users.id,
  firstName: users.firstName,
  lastName: users.lastName,
  email: users.email,
  isActive: sql<boolean>`${users.disabledAt} is null`,
}

/** The time that decides what is due: several machines have several clocks, but one database. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const { rows } = await tx.execute<{ now: number }>(
    sql`select (extract(epoch from date_trunc('milliseconds', now())) * 1000)::float8 as now`,
  )
  return new Date(rows[0]!.now)
}

export async function insertSchedule(tx: Tx, values: NewSchedule): Promise<ScheduleRow> {
  const [row] = await tx.insert(exportSchedules).values(values).returning()
  return row!
}

export async function findScheduleById(tx: Tx, id: string): Promise<FoundSchedule | undefined> {
  const [found] = await tx
    .select({ row: exportSchedules, owner })
    .from(exportSchedules)
    .innerJoin(users, eq(users.id, exportSchedules.ownerId))
    .where(eq(exportSchedules.id, id))
  return found
}

/** The schedule, held until the end of the transaction. */
export async function lockSchedule(tx: Tx, id: string): Promise<ScheduleRow | undefined> {
  const [row] = await tx.select().from(exportSchedules).where(eq(exportSchedules.id, id)).for('update')
  return row
}

export interface ListOptions {
  isActive?: boolean | undefined
  search?: string | undefined
  isHeld?: boolean
}

// Never null, so that a cursor can stand on a schedule that waits for a person; those come last. Under a policy
// PostgreSQL looks a CASE up in an index, and COALESCE not.
const { nextRun } = exportSchedules
const runsAt = sql`case when ${nextRun} is null then 'infinity'::timestamptz else ${nextRun} end`

/** The next to run first, after a position by an index that leads there. */
export async function findSchedules(
  tx: Tx,
  options: ListOptions,
  { limit, offset, after }: { limit: number; offset: number; after?: { at: string; id: string } | undefined },
): Promise<(FoundSchedule & { at: string })[]> {
  // With the microseconds that a Date would lose.
  const at = sql<string>`coalesce(
    to_char(${exportSchedules.nextRun} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'infinity')`
  const isAfter = after
    ? sql`(${runsAt}, ${exportSchedules.id}) > (${after.at}::timestamptz, ${after.id}::uuid)`
    : undefined
  return tx
    .select({ row: exportSchedules, owner, at })
    .from(exportSchedules)
    .innerJoin(users, eq(users.id, exportSchedules.ownerId))
    .where(and(matches(options), isAfter))
    .orderBy(runsAt, asc(exportSchedules.id))
    .limit(limit)
    .offset(offset)
}

export const countSchedules = (tx: Tx, options: ListOptions): Promise<number> =>
  tx.$count(exportSchedules, matches(options))

/** Undefined when somebody else changed it since that version. */
export async function updateSchedule(
  tx: Tx,
  { id, version }: Pick<ScheduleRow, 'id' | 'version'>,
  changes: Partial<NewSchedule>,
): Promise<ScheduleRow | undefined> {
  const [row] = await tx
    .update(exportSchedules)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(exportSchedules.id, id), eq(exportSchedules.version, version)))
    .returning()
  return row
}

/** What the scheduler itself changes; people's versions stay as they are. */
export async function moveOn(
  tx: Tx,
  id: string,
  changes: Pick<Partial<NewSchedule>, 'nextRun' | 'lastRun' | 'holdReason' | 'heldAt'>,
): Promise<void> {
  await tx.update(exportSchedules).set(changes).where(eq(exportSchedules.id, id))
}

export async function deleteSchedule(tx: Tx, id: string): Promise<boolean> {
  const removed = await tx
    .delete(exportSchedules)
    .where(eq(exportSchedules.id, id))
    .returning({ id: exportSchedules.id })
  return removed.length > 0
}

export interface Due {
  id: string
  tenantId: TenantId
  ownerId: string
}

/** Schedules whose time has come, longest first. Across all tenants. */
export async function findDue(tx: Tx, limit: number): Promise<Due[]> {
  const { id, tenantId, ownerId, nextRun } = exportSchedules
  return tx
    .select({ id, tenantId, ownerId })
    .from(exportSchedules)
    .where(isDue())
    .orderBy(nextRun)
    .limit(limit)
}

/** The schedule if it is still due, held until the end of the transaction; undefined when another has it. */
export async function lockDue(tx: Tx, id: string): Promise<ScheduleRow | undefined> {
  const [row] = await tx
    .select()
    .from(exportSchedules)
    .where(and(eq(exportSchedules.id, id), isDue()))
    .for('update', { skipLocked: true })
  return row
}

/** Those that run by themselves, up to `limit`. */
export async function findRunning(tx: Tx, limit: number): Promise<FoundSchedule[]> {
  return tx
    .select({ row: exportSchedules, owner })
    .from(exportSchedules)
    .innerJoin(users, eq(users.id, exportSchedules.ownerId))
    .where(and(eq(exportSchedules.isActive, true), isNull(exportSchedules.holdReason)))
    .orderBy(runsAt, asc(exportSchedules.id))
    .limit(limit)
}

/** Undefined when the schedule has an occurrence of that time already. */
export async function insertOccurrence(tx: Tx, values: NewOccurrence): Promise<OccurrenceRow | undefined> {
  const [row] = await tx.insert(exportOccurrences).values(values).onConflictDoNothing().returning()
  return row
}

export async function insertOccurrences(tx: Tx, values: NewOccurrence[]): Promise<void> {
  if (values.length > 0) await tx.insert(exportOccurrences).values(values).onConflictDoNothing()
}

/** Takes an occurrence that made no export, to make it now; undefined when one was made. */
export async function retakeOccurrence(
  tx: Tx,
  { scheduleId, scheduledFor, ...changes }: NewOccurrence,
): Promise<OccurrenceRow | undefined> {
  const [row] = await tx
    .update(exportOccurrences)
    .set({ ...changes, reason: changes.reason ?? null, rows: changes.rows ?? null })
    .where(
      and(
        eq(exportOccurrences.scheduleId, scheduleId),
        eq(exportOccurrences.scheduledFor, scheduledFor),
        ne(exportOccurrences.state, 'started'),
      ),
    )
    .returning()
  return row
}

export async function setExport(tx: Tx, id: string, exportId: string): Promise<OccurrenceRow> {
  const [row] = await tx
    .update(exportOccurrences)
    .set({ exportId })
    .where(eq(exportOccurrences.id, id))
    .returning()
  return row!
}

/** Whether an export of the schedule is still waiting or running. */
export async function hasUnfinished(tx: Tx, scheduleId: string): Promise<boolean> {
  const isUnfinished = inArray(dataExports.status, ['pending', 'processing'])
  const ofSchedule = and(eq(dataExports.scheduleId, scheduleId), isUnfinished)
  const unfinished = tx.select({ id: dataExports.id }).from(dataExports).where(ofSchedule).limit(1)
  return (await unfinished).length > 0
}

const run = {
  row: exportOccurrences,
  exportStatus: dataExports.status,
  exportErrorCode: dataExports.errorCode,
  exportRows: dataExports.recordCount,
  exportChanges: dataExports.changes,
}

/** The history, latest first. */
export async function findRuns(
  tx: Tx,
  scheduleId: string,
  { limit, offset = 0, before }: { limit: number; offset?: number; before?: Date | undefined },
): Promise<FoundRun[]> {
  return tx
    .select(run)
    .from(exportOccurrences)
    .leftJoin(dataExports, eq(dataExports.id, exportOccurrences.exportId))
    .where(
      and(
        eq(exportOccurrences.scheduleId, scheduleId),
        before ? lt(exportOccurrences.scheduledFor, before) : undefined,
      ),
    )
    .orderBy(desc(exportOccurrences.scheduledFor))
    .limit(limit)
    .offset(offset)
}

/** The latest runs of each of these schedules, latest first. */
export async function findLatestRuns(tx: Tx, schedules: string[], limit: number): Promise<FoundRun[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select latest.id from unnest(${sql.param(schedules)}::uuid[]) as schedule(id), lateral (
      select id from export_occurrences where schedule_id = schedule.id
      order by scheduled_for desc limit ${limit}) latest`)
  const ids = rows.map(({ id }) => id)
  return (await findRunsByIds(tx, ids)).reverse()
}

export async function countRuns(tx: Tx, scheduleId: string): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(exportOccurrences)
    .where(eq(exportOccurrences.scheduleId, scheduleId))
  return row!.count
}

export async function findRunsByIds(tx: Tx, ids: string[]): Promise<FoundRun[]> {
  return tx
    .select(run)
    .from(exportOccurrences)
    .leftJoin(dataExports, eq(dataExports.id, exportOccurrences.exportId))
    .where(inArray(exportOccurrences.id, ids))
    .orderBy(exportOccurrences.scheduledFor)
}

/** Active admins by name: those who may own a schedule. */
export async function findAdmins(tx: Tx): Promise<Owner[]> {
  return tx
    .select(owner)
    .from(users)
    .where(and(inArray(users.role, ['super_admin', 'admin']), isNull(users.disabledAt)))
    .orderBy(users.firstName, users.lastName)
    .limit(200)
}

function isDue(): SQL | undefined {
  return and(
    eq(exportSchedules.isActive, true),
    isNull(exportSchedules.holdReason),
    sql`${exportSchedules.nextRun} <= now()`,
  )
}

function matches({ isActive, search, isHeld }: ListOptions): SQL | undefined {
  return and(
    isActive === undefined ? undefined : eq(exportSchedules.isActive, isActive),
    search ? contains(exportSchedules.scheduleName, search) : undefined,
    isHeld ? sql`${exportSchedules.holdReason} is not null` : undefined,
  )
}
