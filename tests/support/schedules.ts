import { createSchedule } from '#src/features/exports/schedules/commands/create.ts'
import type { CreateScheduleInput, Schedule } from '#src/features/exports/schedules/record/schema.ts'
import type { Context } from '#src/lib/context.ts'
import { ownerRows } from './owner.ts'

/** Makes a schedule as a client would: customers as CSV every day at 07:00 unless said otherwise. */
export function schedule(context: Context, changes: Partial<CreateScheduleInput> = {}): Promise<Schedule> {
  return createSchedule.execute(context, {
    schedule_name: 'A schedule',
    export_type: 'customers',
    format: 'csv',
    // Without what managers may not see, so that they can be recipients.
    ...(changes.export_type ? {} : { columns: ['name'] }),
    frequency: 'daily',
    time_zone: 'UTC',
    ...changes,
  })
}

/** Lets the schedule's next time be so long ago: SQL is the only clock that the scheduler knows. */
export async function letPass(id: string, ago = '1 second'): Promise<Date> {
  const [row] = await ownerRows<{ next_run: Date }>(
    `update export_schedules set next_run = date_trunc('milliseconds', now() - $2::interval)
      where id = $1 returning next_run`,
    [id, ago],
  )
  return row!.next_run
}

interface OccurrenceState {
  id: string
  scheduled_for: Date
  trigger: string
  state: string
  reason: string | null
  export_id: string | null
  rows: number | null
  recipients_left_out: string[]
}

/** Its occurrences as the owner sees them, earliest first. */
export function occurrencesOf(scheduleId: string): Promise<OccurrenceState[]> {
  return ownerRows<OccurrenceState>(
    'select * from export_occurrences where schedule_id = $1 order by scheduled_for',
    [scheduleId],
  )
}

export interface ScheduleState {
  next_run: Date | null
  last_run: Date | null
  hold_reason: string | null
  is_active: boolean
  version: number
}

export async function scheduleState(id: string): Promise<ScheduleState> {
  const [row] = await ownerRows<ScheduleState>('select * from export_schedules where id = $1', [id])
  return row!
}
