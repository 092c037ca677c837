import { describeFailure } from '../../record/failures.ts'
import type { ExportStatus } from '../../record/statuses.ts'
import type { Run } from '../calendar/runs.ts'
import { inWords } from '../calendar/sentence.ts'
import { wallClockAt } from '../calendar/zone.ts'
import { holdOf, messageOf } from './reasons.ts'
import type { FoundRun, FoundSchedule, Owner } from './repository.ts'
import { ruleOf } from './rule-input.ts'
import type { DataWindow, Occurrence, PlannedRun, Schedule } from './schema.ts'

export function toSchedule({ row, owner }: FoundSchedule, recent: FoundRun[]): Schedule {
  const self = `/api/v1/exports/schedules/${row.id}`
  return {
    id: row.id,
    schedule_name: row.scheduleName,
    export_type: row.exportType,
    format: row.format,
    frequency: row.frequency as Schedule['frequency'],
    cron_expression: row.cronExpression,
    time_of_day: row.timeOfDay,
    weekdays: row.weekdays as Schedule['weekdays'],
    day_of_month: row.dayOfMonth,
    month: row.month,
    time_zone: row.timeZone,
    in_words: inWords(ruleOf(row)),
    filters: row.filters as Schedule['filters'],
    columns: row.columns as Schedule['columns'],
    sort: row.sort as Schedule['sort'],
    options: row.options as Schedule['options'],
    recipients: row.recipients,
    destinations: row.destinations,
    missed_policy: row.missedPolicy as Schedule['missed_policy'],
    skip_when_empty: row.skipWhenEmpty,
    only_changes: row.isDelta,
    is_active: row.isActive,
    next_run: row.nextRun?.toISOString() ?? null,
    last_run: row.lastRun?.toISOString() ?? null,
    hold:
      row.holdReason && row.heldAt
        ? { reason: row.holdReason, ...holdOf(row.holdReason), since: row.heldAt.toISOString() }
        : null,
    owner: toOwner(owner),
    created_by: row.createdBy,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    version: row.version,
    recent_runs: recent.map(toOccurrence),
    links: { self, runs: `${self}/runs` },
  }
}

export function toOwner({ id, firstName, lastName, email, isActive }: Owner): Schedule['owner'] {
  return { id, first_name: firstName, last_name: lastName, email, is_active: isActive }
}

export function toOccurrence({
  row,
  exportStatus,
  exportErrorCode,
  exportRows,
  exportChanges,
}: FoundRun): Occurrence {
  return {
    id: row.id,
    scheduled_for: row.scheduledFor.toISOString(),
    trigger: row.trigger as Occurrence['trigger'],
    state: row.state as Occurrence['state'],
    reason: row.reason,
    message: row.reason === null ? null : (messageOf(row.reason) ?? null),
    export_id: row.exportId,
    export_status: exportStatus as ExportStatus | null,
    export_error: exportErrorCode === null ? null : describeFailure(exportErrorCode).message,
    window: row.windowFrom || row.windowTo ? { from: row.windowFrom, to: row.windowTo } : null,
    rows: exportRows ?? row.rows,
    changes: exportChanges as Occurrence['changes'],
    recipients_left_out: row.recipientsLeftOut,
  }
}

export function toPlannedRun(run: Run, timeZone: string, window: DataWindow | null): PlannedRun {
  const { at, local, change } = run
  return {
    at: at.toISOString(),
    local,
    utc_offset: utcOffset(at, timeZone),
    note: change === null ? null : changeInWords(change, at, local, timeZone),
    window,
  }
}

function changeInWords(change: 'gap' | 'overlap', at: Date, local: string, timeZone: string): string {
  const time = local.slice(11)
  if (change === 'overlap') return `Clocks go back: ${time} comes twice, and it runs the first time only.`
  const shown = new Date(wallClockAt(at.getTime(), timeZone)).toISOString()
  const day = shown.slice(0, 10) === local.slice(0, 10) ? '' : ` on ${shown.slice(0, 10)}`
  return `Clocks go forward: there is no ${time}, so it runs at ${shown.slice(11, 16)}${day}.`
}

/** `+02:00`. */
function utcOffset(at: Date, timeZone: string): string {
  const minutes = Math.round((wallClockAt(at.getTime(), timeZone) - at.getTime()) / 60_000)
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  const padded = (part: number) => String(part).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${padded(hours)}:${padded(rest)}`
}
