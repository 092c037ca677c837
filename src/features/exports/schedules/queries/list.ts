import * as z from 'zod'
import { invalid } from '#src/lib/errors.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { countSchedules, findLatestRuns, findSchedules } from '../record/repository.ts'
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
    const after = input.cursor === undefined ? undefined : readCursor(input.cursor)
    const offset = after ? 0 : (page - 1) * limit
    const found = await findSchedules(tx, options, { limit: limit + 1, offset, after })
    const total = await countSchedules(tx, options)
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    const hasMore = found.length > limit
    const ids = shown.map(({ row }) => row.id)
    const runs = Map.groupBy(await findLatestRuns(tx, ids, 5), ({ row }) => row.scheduleId)
    return {
      items: shown.map((one) => toSchedule(one, runs.get(one.row.id) ?? [])),
      pagination: {
        ...{ page, limit, total, pages: Math.ceil(total / limit), has_more: hasMore },
        next_cursor: hasMore && last ? writeCursor({ at: last.at, id: last.row.id }) : null,
      },
    }
  },
})

interface Position {
  at: string
  id: string
}

const content = z.tuple([z.union([z.literal('infinity'), z.iso.datetime({ precision: 6 })]), z.uuid()])

function writeCursor({ at, id }: Position): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url')
}

function readCursor(cursor: string): Position {
  try {
    const [at, id] = content.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (!at.startsWith('0000')) return { at, id }
  } catch {
    // Told below: what is wrong with a cursor is always that it is not ours.
  }
  throw invalid('cursor', 'must be the next_cursor of an earlier page')
}
