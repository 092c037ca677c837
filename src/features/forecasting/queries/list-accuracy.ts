import { definePage } from '#src/lib/operation/operation.ts'
import { readableKeys } from '../record/access.ts'
import { pageOf, readCursor } from '../record/paging.ts'
import { countRuns, findRuns } from '../record/repository.ts'
import { toRun } from '../record/resource.ts'
import { listRunsInput, runResource } from '../record/schema.ts'

export const listAccuracy = definePage({
  name: 'analytics.accuracy.list',
  summary: 'Forecasts of which periods have ended, newest first: how far off they were.',
  permission: 'analytics.read',
  input: listRunsInput,
  item: runResource,
  async run({ context, tx, input }) {
    const filter = { readable: readableKeys(context), isScored: true }
    const after = readCursor(input.cursor, 'instant')
    const found = await findRuns(tx, filter, {
      limit: input.limit + 1,
      offset: after ? 0 : (input.page - 1) * input.limit,
      after: after && { at: after[0], id: after[1] },
    })
    const total = await countRuns(tx, filter)
    const { rows, pagination } = pageOf(input, found, total, ({ createdText, id }) => [createdText, id])
    return { items: rows.map(toRun), pagination }
  },
})
