import { requireTimeZone } from '#src/lib/db/time-zones.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { nextRuns } from '../calendar/runs.ts'
import { inWords } from '../calendar/sentence.ts'
import { planOccurrence, windowOf } from '../record/plan-occurrence.ts'
import { databaseNow } from '../record/repository.ts'
import { toPlannedRun } from '../record/resource.ts'
import { toRule } from '../record/rule-input.ts'
import { previewInput, schedulePreview } from '../record/schema.ts'

const shown = 10

export const previewSchedule = defineQuery({
  name: 'exports.schedules.preview',
  summary: 'The next ten runs of a rule in its own time zone, and the days of data that each would read.',
  permission: 'exports.schedules.read',
  input: previewInput,
  output: schedulePreview,
  async run({ context: { principal }, tx, input }) {
    const now = await databaseNow(tx)
    const rule = toRule(input, { timeZone: principal.timeZone }, now)
    await requireTimeZone(tx, rule.timeZone, 'time_zone')
    const { export_type: exportType, filters } = input
    const windowAt = (at: Date) => {
      if (exportType === undefined) return null
      const options = { time_zone: rule.timeZone }
      const request = { export_type: exportType, format: 'csv', filters, columns: null, sort: [], options }
      return windowOf(planOccurrence(principal, request, at).filters)
    }
    const runs = nextRuns(rule, input.after ? new Date(input.after) : now, shown)
    return {
      in_words: inWords(rule),
      time_zone: rule.timeZone,
      runs: runs.map((run) => toPlannedRun(run, rule.timeZone, windowAt(run.at))),
    }
  },
})
