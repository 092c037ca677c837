import { invalidRequest } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { type Run, runsOfDay } from '../calendar/runs.ts'
import { findOwner, getLocked, requireOwner } from '../record/access.ts'
import { databaseNow, findRunsByIds, type ScheduleRow } from '../record/repository.ts'
import { toOccurrence } from '../record/resource.ts'
import { ruleOf } from '../record/rule-input.ts'
import { backfillInput, backfillResult } from '../record/schema.ts'
import { startOccurrence } from '../runs/start.ts'

/** So many files one request may make. */
const mostRuns = 100

export const backfillSchedule = defineCommand({
  name: 'exports.schedules.backfill',
  summary: 'Make the missing files of past days, each once, as they would have been requested then.',
  permission: 'exports.schedules.update',
  input: backfillInput,
  output: backfillResult,
  prepare: ({ context, input }) => findOwner(context, input.id),
  async run({ context, tx, input, prepared, audit }) {
    const row = await getLocked(tx, input.id)
    const now = await databaseNow(tx)
    const chosen = [...new Set(input.days)].sort()
    const days = timesOf(row, input.days, chosen, now)
    const results = []
    for (const { day, runs } of days) {
      const made: string[] = []
      for (const { at } of runs) {
        const { owner, plan } = requireOwner(prepared, row, at)
        const started = await startOccurrence(tx, {
          ...{ row, plan, trigger: 'backfill', scheduledFor: at },
          principal: owner,
          requestId: context.requestId,
          userId: context.principal.userId,
        })
        if (started) made.push(started.id)
      }
      const result = made.length > 0 ? ('started' as const) : ('already_run' as const)
      results.push({ day, result, runs: (await findRunsByIds(tx, made)).map(toOccurrence) })
    }
    await audit({
      action: 'schedule.backfilled',
      subjectType: 'schedule',
      subjectId: row.id,
      details: { days: chosen },
    })
    return { days: results }
  },
})

/** The times of each day; throws `invalid_request` naming each day that has none, or is not over. */
function timesOf(
  row: ScheduleRow,
  given: string[],
  days: string[],
  now: Date,
): { day: string; runs: Run[] }[] {
  const rule = ruleOf(row)
  const found = days.map((day) => ({ day, runs: runsOfDay(rule, day, mostRuns + 1) }))
  const problems = found.flatMap(({ day, runs }) => {
    const path = `days.${given.indexOf(day)}`
    if (runs.length === 0) return [{ path, code: 'invalid_value', message: `has no run on ${day}` }]
    const isPast = runs.every(({ at }) => at <= now)
    return isPast
      ? []
      : [{ path, code: 'invalid_value', message: `must be in the past; ${day} still has a run to come` }]
  })
  if (found.reduce((sum, { runs }) => sum + runs.length, 0) > mostRuns) {
    problems.push({
      path: 'days',
      code: 'too_big',
      message: `have more than ${mostRuns} runs; name fewer days`,
    })
  }
  if (problems.length > 0) throw invalidRequest(problems)
  return found
}
