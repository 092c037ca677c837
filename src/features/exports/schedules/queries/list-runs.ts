import { definePage } from '#src/lib/operation/operation.ts'
import { getSchedule } from '../record/access.ts'
import { countRuns, findRuns } from '../record/repository.ts'
import { toOccurrence } from '../record/resource.ts'
import { listRunsInput, occurrence } from '../record/schema.ts'

export const listRuns = definePage({
  name: 'exports.schedules.runs',
  summary:
    'The history of a schedule, latest first: what was due, its result, the days of data and the number of rows.',
  permission: 'exports.schedules.read',
  input: listRunsInput,
  item: occurrence,
  async run({ tx, input }) {
    const { row } = await getSchedule(tx, input.id)
    const { page, limit, cursor } = input
    const before = cursor === undefined ? undefined : new Date(cursor)
    const offset = before ? 0 : (page - 1) * limit
    const found = await findRuns(tx, row.id, { limit: limit + 1, offset, before })
    const total = await countRuns(tx, row.id)
    const items = found.slice(0, limit).map(toOccurrence)
    const hasMore = found.length > limit
    return {
      items,
      pagination: {
        ...{ page, limit, total, pages: Math.ceil(total / limit), has_more: hasMore },
        next_cursor: hasMore ? items.at(-1)!.scheduled_for : null,
      },
    }
  },
})
