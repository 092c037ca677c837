import { requireTimeZone } from '#src/lib/db/time-zones.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { checkDestinations } from '../../destinations/record/service.ts'
import { checkRecipients } from '../../sharing/service.ts'
import { nextRuns } from '../calendar/runs.ts'
import { readSchedule } from '../record/access.ts'
import { contentsOf, planOccurrence, refuseReuse, requestOf } from '../record/plan-occurrence.ts'
import { databaseNow, insertSchedule } from '../record/repository.ts'
import { toColumns, toRule } from '../record/rule-input.ts'
import { createScheduleInput, schedule } from '../record/schema.ts'

export const createSchedule = defineCommand({
  name: 'exports.schedules.create',
  summary: 'Schedule an export; each run uses your rights as they are at that time.',
  permission: 'exports.schedules.create',
  input: createScheduleInput,
  output: schedule,
  async run({ context, tx, input, audit }) {
    const { principal } = context
    const now = await databaseNow(tx)
    const rule = toRule(input, { timeZone: principal.timeZone }, now)
    await requireTimeZone(tx, rule.timeZone, 'time_zone')
    const requested = {
      exportType: input.export_type,
      format: input.format,
      filters: input.filters,
      columns: input.columns?.length ? input.columns : null,
      sort: input.sort,
      options: input.options,
      timeZone: rule.timeZone,
    }
    const next = nextRuns(rule, now, 1)[0]?.at ?? null
    const plan = planOccurrence(principal, requestOf(requested), next ?? now)
    await requireTimeZone(tx, plan.timeZone, 'options.time_zone')
    refuseReuse(plan, input.only_changes)
    const row = await insertSchedule(tx, {
      ...requested,
      ...toColumns(rule),
      tenantId: principal.tenantId,
      scheduleName: input.schedule_name,
      format: plan.format.key,
      recipients: await checkRecipients(tx, input.recipients, contentsOf(plan)),
      destinations: await checkDestinations(tx, input.destinations),
      missedPolicy: input.missed_policy,
      skipWhenEmpty: input.skip_when_empty,
      isDelta: input.only_changes,
      isActive: input.is_active,
      nextRun: input.is_active ? next : null,
      ownerId: principal.userId,
      createdBy: principal.userId,
    })
    await audit({
      action: 'schedule.created',
      subjectType: 'schedule',
      subjectId: row.id,
      details: { schedule_name: row.scheduleName, export_type: row.exportType, recipients: row.recipients },
    })
    return readSchedule(tx, row.id)
  },
})
