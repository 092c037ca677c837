import type { Principal } from '#src/lib/context.ts'
import { AppError, invalid } from '#src/lib/errors.ts'
import type { FileContents } from '../../record/file-rights.ts'
import { type FilePlan, planFile } from '../../record/plan-file.ts'
import { type ExportRequest, keptRequest } from '../../record/request.ts'
import type { HoldReason } from './reasons.ts'
import type { ScheduleRow } from './repository.ts'
import type { DataWindow } from './schema.ts'

type Requested = Pick<
  ScheduleRow,
  'exportType' | 'format' | 'filters' | 'columns' | 'sort' | 'options' | 'timeZone'
>

/** The request that a schedule keeps; without another choice its file has the zone of its times. */
export function requestOf(row: Requested): ExportRequest {
  const request = keptRequest(row)
  return { ...request, options: { time_zone: row.timeZone, ...request.options } }
}

/** Plans the file of one time with the rights that a person has now: relative filters count from that time. */
export function planOccurrence(principal: Principal, request: ExportRequest, at: Date): FilePlan {
  const dated = { ...request, at }
  return planFile(principal, dated)
}

/** Changes are found in the rows of the run, so rows that were read earlier cannot answer it. */
export function refuseReuse({ reuseMinutes }: FilePlan, isDelta: boolean): void {
  if (isDelta && reuseMinutes !== undefined) {
    throw invalid('options.reuse_minutes', 'cannot be combined with only_changes; leave one of them out')
  }
}

/** The plan with the owner's rights of now, or why the schedule has to wait for a person. */
export function planForOwner(
  owner: Principal | undefined,
  request: ExportRequest,
  at: Date,
): { plan: FilePlan; hold?: never } | { hold: HoldReason; plan?: never } {
  if (!owner) return { hold: 'owner_inactive' }
  const mayRun = owner.permissions.has('exports.schedules.create') && owner.permissions.has('exports.create')
  if (!mayRun) return { hold: 'owner_demoted' }
  try {
    return { plan: planOccurrence(owner, request, at) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { hold: error.code === 'forbidden' ? 'rights_lost' : 'request_outdated' }
  }
}

/** What the file will hold, as far as the rights of its recipients go. */
export function contentsOf({ dataset, columns }: FilePlan): FileContents {
  return { exportType: dataset.key, columns }
}

/** The days of the data that the filters of a plan let through, as far as they say. */
export function windowOf(filters: Record<string, unknown>): DataWindow | null {
  const dayIn = (key: string) => (typeof filters[key] === 'string' ? (filters[key] as string) : null)
  const window = { from: dayIn('date_from'), to: dayIn('date_to') }
  return window.from || window.to ? window : null
}
