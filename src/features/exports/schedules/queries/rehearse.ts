import type { Principal } from '#src/lib/context.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { type Run, runsBetween } from '../calendar/runs.ts'
import { inWords } from '../calendar/sentence.ts'
import { instantOf } from '../calendar/zone.ts'
import { requestOf } from '../record/plan-occurrence.ts'
import { plannedWindow } from '../record/planned-window.ts'
import { type FoundSchedule, findRunning } from '../record/repository.ts'
import { toOwner, toPlannedRun } from '../record/resource.ts'
import { ruleOf } from '../record/rule-input.ts'
import { rehearsal, rehearsalInput } from '../record/schema.ts'

const mostSchedules = 1_000
/** A run a minute is told by its count. */
const shownRuns = 10
const mostRuns = 2_000
const dayMilliseconds = 86_400_000

export const rehearseDay = defineQuery({
  name: 'exports.schedules.rehearse',
  summary:
    'Everything that would run on a day in the company’s time zone, in order, with the days of data it would read.',
  permission: 'exports.schedules.read',
  input: rehearsalInput,
  output: rehearsal,
  async run({ context: { principal }, tx, input }) {
    const { timeZone } = principal
    const midnight = Date.parse(`${input.date}T00:00:00Z`)
    // Runs are after their start and up to their end, so both lie a millisecond before midnight.
    const from = new Date(instantOf(midnight, timeZone).at.getTime() - 1)
    const until = new Date(instantOf(midnight + dayMilliseconds, timeZone).at.getTime() - 1)
    const found = await findRunning(tx, mostSchedules + 1)
    const planned = found
      .slice(0, mostSchedules)
      .map((one) => ({ one, runs: runsBetween(ruleOf(one.row), from, until, mostRuns) }))
      .filter(({ runs }) => runs.length > 0)
      .sort((a, b) => a.runs[0]!.at.getTime() - b.runs[0]!.at.getTime())
    return {
      date: input.date,
      time_zone: timeZone,
      schedules: planned.map(({ one, runs }) => describe(principal, one, runs)),
      has_more: found.length > mostSchedules,
    }
  },
})

function describe(principal: Principal, { row, owner }: FoundSchedule, runs: Run[]) {
  const windowAt = (at: Date) => plannedWindow(principal, requestOf(row), at)
  return {
    id: row.id,
    schedule_name: row.scheduleName,
    in_words: inWords(ruleOf(row)),
    export_type: row.exportType,
    format: row.format,
    owner: toOwner(owner),
    recipients: row.recipients,
    run_count: runs.length,
    runs: runs.slice(0, shownRuns).map((run) => toPlannedRun(run, row.timeZone, windowAt(run.at))),
  }
}
