import { definePage } from '#src/lib/operation/operation.ts'
import { countSchedules, findRuns, findSchedules } from '../record/repository.ts'
import { toSchedule } from '../record/resource.ts'
import { listSchedulesInput, schedule } from '../record/schema.ts'

export const listSchedules = definePage({
  name: 'exports.schedules.list',
  summary: 'Every schedule of the company, next to run first, with its recipients and last five results.',
  permission: 'exports.schedules.read',
  input: listSchedulesInput,
  item: schedule,
  async run({ tx, input }) {
    const { page, limit } = input
    const options = {
      isActive: input.is_active === undefined ? undefined : input.is_active === 'true',
      search: input.search?.trim() || undefined,
    }
    const found = await findSchedules(tx, options, limit, (page - 1) * limit)
    const total = await countSchedules(tx, options)
    const items = []
    for (const one of found) items.push(toSchedule(one, await findRuns(tx, one.row.id, { limit: 5 })))
    const pages = Math.ceil(total / limit)
    return {
      items,
      pagination: { page, limit, total, pages, next_cursor: null, has_more: page < pages },
    }
  },
})
