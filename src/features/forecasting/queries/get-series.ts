import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { getRun } from '../record/access.ts'
import { findPoints, findSeries } from '../record/repository.ts'
import { toDetails } from '../record/resource.ts'
import { seriesById, seriesDetails } from '../record/schema.ts'

export const getSeries = defineQuery({
  name: 'analytics.forecasts.series.get',
  summary: 'One series of a forecast: its history, and each period ahead with its intervals and what came.',
  permission: 'analytics.read',
  input: seriesById,
  output: seriesDetails,
  async run({ context, tx, input }) {
    const run = await getRun(tx, context, input.id)
    const series = await findSeries(tx, { runId: run.id, id: input.series })
    if (!series) throw notFound('series')
    return toDetails(run, series, await findPoints(tx, series.id))
  },
})
