import { defineQuery } from '#src/lib/operation/operation.ts'
import { nextRuns } from '../calendar/runs.ts'
import { inWords } from '../calendar/sentence.ts'
import { getSchedule } from '../record/access.ts'
import { requestOf } from '../record/plan-occurrence.ts'
import { plannedWindow } from '../record/planned-window.ts'
import { databaseNow } from '../record/repository.ts'
import { toPlannedRun } from '../record/resource.ts'
import { ruleOf } from '../record/rule-input.ts'
import { byScheduleId, schedulePreview } from '../record/schema.ts'

const shown = 10

/** For the page of a schedule: what its preview said before it was saved. */
export const listUpcoming = defineQuery({
  name: 'exports.schedules.upcoming',
  summary: 'The next ten runs of a schedule.',
  permission: 'exports.schedules.read',
  input: byScheduleId,
  output: schedulePreview,
  async run({ context: { principal }, tx, input }) {
    const { row } = await getSchedule(tx, input.id)
    const rule = ruleOf(row)
    const windowAt = (at: Date) => plannedWindow(principal, requestOf(row), at)
    return {
      in_words: inWords(rule),
      time_zone: rule.timeZone,
      runs: nextRuns(rule, await databaseNow(tx), shown).map((run) =>
        toPlannedRun(run, rule.timeZone, windowAt(run.at)),
      ),
    }
  },
})
