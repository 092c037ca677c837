import { definePage } from '#src/lib/operation/operation.ts'
import { getRun } from '../record/access.ts'
import { pageOf, readCursor } from '../record/paging.ts'
import { findSeriesOf } from '../record/repository.ts'
import { toSeries } from '../record/resource.ts'
import { listSeriesInput, seriesResource } from '../record/schema.ts'

export const listSeries = definePage({
  name: 'analytics.forecasts.series.list',
  summary: 'The series of a forecast, the largest first, each with its method and how far off it was.',
  permission: 'analytics.read',
  input: listSeriesInput,
  item: seriesResource,
  async run({ context, tx, input }) {
    const run = await getRun(tx, context, input.id)
    const cursor = readCursor(input.cursor, 'number')
    const found = await findSeriesOf(tx, run.id, {
      limit: input.limit + 1,
      after: cursor ? cursor[0] : (input.page - 1) * input.limit,
    })
    const { rows, pagination } = pageOf(input, found, run.seriesCount ?? 0, ({ position }) => [position])
    return { items: rows.map((row) => toSeries(run, row)), pagination }
  },
})
