import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { inWords } from '../calendar/sentence.ts'
import { holdOf } from '../record/reasons.ts'
import { findRunning, findSchedules } from '../record/repository.ts'
import { ruleOf } from '../record/rule-input.ts'
import { heldSchedule, nextSchedule } from '../record/schema.ts'

const shown = 5

/** For the home page: which schedules wait for a person, and which run next. */
export const getScheduleAttention = defineQuery({
  name: 'exports.schedules.attention',
  summary: 'Schedules on hold, and the next to run.',
  permission: 'exports.schedules.read',
  input: z.strictObject({}),
  output: z.object({ held: z.array(heldSchedule), next: z.array(nextSchedule) }),
  async run({ tx }) {
    const held = await findSchedules(tx, { isHeld: true }, { limit: shown, offset: 0 })
    const running = await findRunning(tx, shown)
    return {
      held: held.map(({ row }) => ({
        ...{ id: row.id, schedule_name: row.scheduleName },
        message: holdOf(row.holdReason!).message,
      })),
      next: running.flatMap(({ row }) =>
        row.nextRun
          ? {
              ...{ id: row.id, schedule_name: row.scheduleName },
              ...{ in_words: inWords(ruleOf(row)), next_run: row.nextRun.toISOString() },
            }
          : [],
      ),
    }
  },
})
