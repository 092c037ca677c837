import { setTimeZone } from '#src/features/datasets/rows/repository.ts'
import { compileQuery } from '#src/features/datasets/rows/sql.ts'
import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { startRun } from '../../commands/start-run.ts'
import type { FilePlan } from '../../record/plan-file.ts'
import { keepRecipients } from '../../sharing/service.ts'
import { wallClockAt } from '../calendar/zone.ts'
import { contentsOf, windowOf } from '../record/plan-occurrence.ts'
import {
  hasUnfinished,
  insertOccurrence,
  type NewOccurrence,
  type OccurrenceRow,
  retakeOccurrence,
  type ScheduleRow,
  setExport,
} from '../record/repository.ts'
import type { Occurrence } from '../record/schema.ts'
import { hasRowsWithin } from './repository.ts'

/** How long a skip-when-empty schedule looks for its first row; without an answer it exports. */
const lookSeconds = 3

interface Given {
  row: ScheduleRow
  /** Whose rights the plan has, and who is the creator of the export. */
  principal: Principal
  plan: FilePlan
  requestId: string
  scheduledFor: Date
  trigger: Occurrence['trigger']
  /** The person who requested it; undefined: the scheduler. */
  userId?: string
}

/**
 * Makes one occurrence with its export and job, in the caller's transaction. Undefined when an occurrence of that
 * time is there already: of two schedulers one wins.
 */
export async function startOccurrence(tx: Tx, given: Given): Promise<OccurrenceRow | undefined> {
  const { row, plan, scheduledFor, trigger } = given
  const skipped = await reasonToSkip(tx, given)
  const { kept, dropped } = await recipientsOf(tx, given)
  const window = windowOf(plan.filters)
  const values: NewOccurrence = {
    tenantId: row.tenantId,
    scheduleId: row.id,
    scheduledFor,
    trigger,
    state: skipped ? 'skipped' : 'started',
    reason: skipped ?? null,
    windowFrom: window?.from ?? null,
    windowTo: window?.to ?? null,
    rows: skipped === 'no_rows' ? 0 : null,
    recipientsLeftOut: dropped,
  }
  const made =
    (await insertOccurrence(tx, values)) ??
    (trigger === 'backfill' ? await retakeOccurrence(tx, values) : undefined)
  if (!made || skipped) return made
  const exported = await startExport(tx, given, kept)
  return setExport(tx, made.id, exported)
}

async function startExport(tx: Tx, given: Given, recipients: string[]): Promise<string> {
  const { row, principal, plan, requestId, scheduledFor, trigger, userId } = given
  const isTest = trigger === 'test'
  const run = await startRun(
    tx,
    { principal, requestId },
    {
      exportName: nameOf(row, scheduledFor, isTest),
      exportType: plan.dataset.key,
      format: plan.format.key,
      filters: plan.filters,
      columns: (row.columns as unknown[] | null)?.length ? row.columns : null,
      sort: plan.sort,
      options: row.options,
      timeZone: plan.timeZone,
      recipients,
      // A test is for one person alone.
      destinations: isTest ? [] : row.destinations,
      // A test is not one of the schedule's runs: the next one does not wait for it.
      ...(isTest ? {} : { scheduleId: row.id }),
      // Only files of now continue the chain: a test is nobody's, and a day made good is not what is there now.
      isDelta: row.isDelta && (trigger === 'schedule' || trigger === 'manual'),
    },
  )
  await writeAuditEntry(
    tx,
    { tenantId: row.tenantId, requestId, ...(userId ? { userId } : {}) },
    {
      action: 'export.created',
      subjectType: 'export',
      subjectId: run.id,
      details: { schedule_id: row.id, scheduled_for: scheduledFor, trigger, export_type: run.exportType },
    },
  )
  return run.id
}

/** A test shows what the file will be, whatever the schedule would skip. */
async function reasonToSkip(tx: Tx, { row, plan, trigger }: Given): Promise<string | undefined> {
  if (trigger === 'test') return undefined
  // Days that are made good are different files, so they need not wait for each other.
  if (trigger !== 'backfill' && (await hasUnfinished(tx, row.id))) return 'overlap'
  if (!row.skipWhenEmpty) return undefined
  await setTimeZone(tx, plan.timeZone)
  const found = await hasRowsWithin(tx, lookSeconds, compileQuery({ ...plan, columns: [], sort: [] }))
  return found === false ? 'no_rows' : undefined
}

function recipientsOf(tx: Tx, { row, plan, trigger, principal }: Given) {
  if (trigger === 'test') return { kept: [principal.email.toLowerCase()], dropped: [] }
  return keepRecipients(tx, row.recipients, contentsOf(plan))
}

/** `Monthly payroll 2026-11-01`: the day on the clocks of the schedule. */
function nameOf({ scheduleName, timeZone }: ScheduleRow, scheduledFor: Date, isTest: boolean): string {
  const day = new Date(wallClockAt(scheduledFor.getTime(), timeZone)).toISOString().slice(0, 10)
  return `${isTest ? 'Test of ' : ''}${scheduleName} ${day}`.slice(0, 220)
}
