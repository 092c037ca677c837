import { requireTimeZone } from '#src/lib/db/time-zones.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { changedMeanwhile, requireVersion } from '#src/lib/operation/version.ts'
import { checkDestinations } from '../../destinations/record/service.ts'
import { checkRecipients } from '../../sharing/service.ts'
import { nextRuns } from '../calendar/runs.ts'
import { findOwner, getLocked, readSchedule, requireOwner } from '../record/access.ts'
import { contentsOf, planOccurrence, refuseReuse, requestOf } from '../record/plan-occurrence.ts'
import { databaseNow, type ScheduleRow, updateSchedule as store } from '../record/repository.ts'
import { ruleOf, toColumns, toRule } from '../record/rule-input.ts'
import { type ScheduleChanges, schedule, updateScheduleInput } from '../record/schema.ts'

export const updateSchedule = defineCommand({
  name: 'exports.schedules.update',
  summary:
    'Change a schedule; what is left out stays as it is. With If-Match, only if nobody has changed it since.',
  permission: 'exports.schedules.update',
  input: updateScheduleInput,
  output: schedule,
  prepare: ({ context, input }) => findOwner(context, input.id),
  async run({ context, tx, input, prepared: owner, audit }) {
    const before = await getLocked(tx, input.id)
    requireVersion(context, before.version, input.version)
    const now = await databaseNow(tx)
    const rule = toRule(input, ruleOf(before), now)
    await requireTimeZone(tx, rule.timeZone, 'time_zone')
    const next = nextRuns(rule, now, 1)[0]?.at ?? null
    const changed = { ...before, ...requestedBy(input, before), ...toColumns(rule) }
    // Whoever changes it must be allowed to read what it exports, as its owner must.
    const plan = planOccurrence(context.principal, requestOf(changed), next ?? now)
    await requireTimeZone(tx, plan.timeZone, 'options.time_zone')
    refuseReuse(plan, input.only_changes ?? before.isDelta)
    requireOwner(owner, changed, next ?? now)
    const isActive = input.is_active ?? before.isActive
    const keepsTime = before.isActive && isActive && !before.holdReason && isSameRule(before, changed)
    const row = await store(tx, before, {
      ...requestedBy(input, before),
      ...toColumns(rule),
      format: plan.format.key,
      scheduleName: input.schedule_name ?? before.scheduleName,
      recipients: await checkRecipients(tx, input.recipients ?? before.recipients, contentsOf(plan)),
      destinations: await checkDestinations(tx, input.destinations ?? before.destinations),
      missedPolicy: input.missed_policy ?? before.missedPolicy,
      skipWhenEmpty: input.skip_when_empty ?? before.skipWhenEmpty,
      isDelta: input.only_changes ?? before.isDelta,
      isActive,
      // A time that is due just now is not lost by a change of something else.
      nextRun: keepsTime ? before.nextRun : isActive ? next : null,
      holdReason: null,
      heldAt: null,
    })
    if (!row) throw changedMeanwhile()
    await audit({
      action: 'schedule.updated',
      subjectType: 'schedule',
      subjectId: row.id,
      details: {
        version: row.version,
        changed: Object.keys(input).filter((key) => key !== 'id' && key !== 'version'),
      },
    })
    return readSchedule(tx, row.id)
  },
})

function requestedBy(input: ScheduleChanges, before: ScheduleRow) {
  return {
    exportType: input.export_type ?? before.exportType,
    format: input.format ?? before.format,
    filters: input.filters ?? before.filters,
    columns: input.columns === undefined ? before.columns : input.columns.length > 0 ? input.columns : null,
    sort: input.sort ?? before.sort,
    options: input.options ?? before.options,
  }
}

function isSameRule(before: ScheduleRow, after: ScheduleRow): boolean {
  return JSON.stringify(ruleOf(before)) === JSON.stringify(ruleOf(after))
}
