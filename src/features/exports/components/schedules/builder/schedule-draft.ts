import type { ExportTypes } from '../../../queries/list-types.ts'
import type { CreateScheduleInput, Schedule } from '../../../schedules/record/schema.ts'
import { type Draft, toRequest } from '../../new-export/draft/draft.ts'
import { draftOf, type PartialRequest } from '../../new-export/draft/from-request.ts'
import { newRule, type RuleDraft, ruleOfSchedule, toRuleInput } from './rule-draft.ts'

/** A schedule as it stands in the form. */
export interface ScheduleDraft {
  /** What it exports and for whom; its name is the schedule's. */
  contents: Draft
  rule: RuleDraft
  skipWhenEmpty: boolean
  catchesUp: boolean
  onlyChanges: boolean
}

/** What the request leaves open begins as most schedules are: the month before, named after the dataset. */
export function newScheduleDraft(types: ExportTypes, request: PartialRequest): ScheduleDraft {
  const contents = draftOf(types, request, '')
  return {
    contents: request.filters ? contents : withPeriod(types, contents),
    rule: newRule(contents.timeZone),
    skipWhenEmpty: false,
    catchesUp: true,
    onlyChanges: false,
  }
}

export function draftOfSchedule(types: ExportTypes, schedule: Schedule): ScheduleDraft {
  const { schedule_name: export_name, filters, sort, options, recipients, destinations } = schedule
  const request = {
    ...{ export_name, filters, sort, recipients, destinations },
    export_type: schedule.export_type,
    format: schedule.format,
    columns: schedule.columns ?? [],
    options,
  }
  return {
    contents: draftOf(types, request, ''),
    rule: ruleOfSchedule(schedule),
    skipWhenEmpty: schedule.skip_when_empty,
    catchesUp: schedule.missed_policy === 'once',
    onlyChanges: schedule.only_changes,
  }
}

/** A monthly file is of the month before, where the dataset knows days; every other choice is the person's. */
export function withPeriod(types: ExportTypes, contents: Draft): Draft {
  const dataset = types.datasets.find(({ key }) => key === contents.dataset)
  const properties = (dataset?.filters.properties ?? {}) as Record<string, unknown>
  return 'period' in properties && Object.keys(contents.filters).length === 0
    ? { ...contents, filters: { period: 'previous_month' } }
    : contents
}

/** The name until somebody types one. */
export function nameOf({ contents }: ScheduleDraft, types: ExportTypes): string {
  if (contents.nameIsTyped) return contents.name
  return types.datasets.find(({ key }) => key === contents.dataset)?.label ?? contents.dataset
}

export function toScheduleInput(draft: ScheduleDraft, types: ExportTypes): CreateScheduleInput {
  const { export_name: _, options = {}, columns = [], ...request } = toRequest(draft.contents)
  const { time_zone: _zone, ...ofFormat } = options
  return {
    ...request,
    columns,
    // The file has the zone of the schedule.
    options: ofFormat,
    schedule_name: nameOf(draft, types),
    ...toRuleInput(draft.rule),
    skip_when_empty: draft.skipWhenEmpty,
    only_changes: draft.onlyChanges,
    missed_policy: draft.catchesUp ? 'once' : 'skip',
  }
}
