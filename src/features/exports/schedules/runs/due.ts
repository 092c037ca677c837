import { findPrincipalByUser } from '#src/lib/access/principals.ts'
import type { Principal } from '#src/lib/context.ts'
import { systemTransaction, type Tx, transaction } from '#src/lib/db/transaction.ts'
import { log } from '#src/lib/log.ts'
import type { Rule } from '../calendar/rule.ts'
import { nextRuns, runsBetween } from '../calendar/runs.ts'
import { planForOwner, requestOf } from '../record/plan-occurrence.ts'
import {
  type Due,
  databaseNow,
  findDue,
  insertOccurrences,
  lockDue,
  moveOn,
  type ScheduleRow,
} from '../record/repository.ts'
import { ruleOf } from '../record/rule-input.ts'
import { holdSchedule } from './hold.ts'
import { startOccurrence } from './start.ts'

/** The most that one pass starts, so that no pass holds its lock for long. */
const batch = 200

/** A restart of all workers is no downtime. */
const graceMilliseconds = 10 * 60_000

/** A schedule that ran every minute for a week has so many missed times; of more, those of the last day count. */
const mostMissed = 10_080
const mostRecorded = 500
const dayMilliseconds = 86_400_000

/** Starts what is due, in every tenant; returns how many schedules had their turn. */
export async function startDue(): Promise<number> {
  const due = await systemTransaction((tx) => findDue(tx, batch))
  let handled = 0
  for (const found of due) {
    try {
      handled += (await startOne(found)) ? 1 : 0
    } catch (error) {
      log.error({ err: error, scheduleId: found.id }, 'a schedule could not start and will be tried again')
    }
  }
  return handled
}

async function startOne({ id, tenantId, ownerId }: Due): Promise<boolean> {
  // Found before the transaction, so that no connection waits for another one.
  const owner = await findPrincipalByUser(ownerId)
  return transaction(tenantId, 'read write', async (tx) => {
    const row = await lockDue(tx, id)
    if (!row?.nextRun || row.ownerId !== ownerId) return false
    const now = await databaseNow(tx)
    const requestId = `schedule-${id}-${row.nextRun.toISOString()}`
    const times = timesUntil(row, now)
    if (!times) {
      await holdSchedule(tx, row, 'rule_outdated', row.nextRun, requestId)
      return true
    }
    await runLatest(tx, { row, owner, now, requestId, ...times })
    return true
  })
}

interface Turn {
  row: ScheduleRow
  owner: Principal | undefined
  now: Date
  requestId: string
  /** Every time since the last turn. */
  due: Date[]
  next: Date | undefined
}

async function runLatest(tx: Tx, { row, owner, now, requestId, due, next }: Turn): Promise<void> {
  const latest = due.at(-1)!
  const isLate = now.getTime() - latest.getTime() > graceMilliseconds
  const isRun = !isLate || row.missedPolicy === 'once'
  await recordMissed(tx, row, isRun ? due.slice(0, -1) : due)
  if (!isRun) return moveOn(tx, row.id, { nextRun: next ?? null })

  const { plan, hold } = planForOwner(owner, requestOf(row), latest)
  if (hold || !owner) return holdSchedule(tx, row, hold ?? 'owner_inactive', latest, requestId)
  const started = await startOccurrence(tx, {
    ...{ row, plan, requestId },
    principal: owner,
    scheduledFor: latest,
    trigger: 'schedule',
  })
  const isStarted = started?.state === 'started'
  await moveOn(tx, row.id, { nextRun: next ?? null, ...(isStarted ? { lastRun: latest } : {}) })
}

/** Undefined when the rule has no times any more, such as after its zone was taken out of the tables. */
function timesUntil(row: ScheduleRow, now: Date): Pick<Turn, 'due' | 'next'> | undefined {
  try {
    const rule = ruleOf(row)
    const next = nextRuns(rule, now, 1)[0]?.at
    return next && { due: dueTimes(rule, row.nextRun!, now), next }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return undefined
  }
}

function dueTimes(rule: Rule, first: Date, now: Date): Date[] {
  const later = runsBetween(rule, first, now, mostMissed).map(({ at }) => at)
  if (later.length < mostMissed) return [first, ...later]
  return runsBetween(rule, new Date(now.getTime() - dayMilliseconds), now, mostMissed).map(({ at }) => at)
}

function recordMissed(tx: Tx, row: ScheduleRow, missed: Date[]): Promise<void> {
  const reason = row.missedPolicy === 'skip' ? 'downtime_policy' : 'downtime'
  return insertOccurrences(
    tx,
    missed.slice(-mostRecorded).map((scheduledFor) => ({
      tenantId: row.tenantId,
      scheduleId: row.id,
      scheduledFor,
      state: 'missed',
      reason,
    })),
  )
}
