import { defineQuery } from '#src/lib/operation/operation.ts'
import { getRun } from '../record/access.ts'
import { toRun } from '../record/resource.ts'
import { runById, runResource } from '../record/schema.ts'

export const getForecast = defineQuery({
  name: 'analytics.forecasts.get',
  summary:
    'One forecast: what was asked, how far it is, and how far off it was where its periods have ended.',
  permission: 'analytics.read',
  input: runById,
  output: runResource,
  run: async ({ context, tx, input }) => toRun(await getRun(tx, context, input.id)),
})
