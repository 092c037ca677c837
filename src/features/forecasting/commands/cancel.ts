import { AppError } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { getRun } from '../record/access.ts'
import { requestCancel } from '../record/repository.ts'
import { toRun } from '../record/resource.ts'
import { runById, runResource } from '../record/schema.ts'

export const cancelForecast = defineCommand({
  name: 'analytics.forecasts.cancel',
  summary: 'Cancel a forecast: one that waits at once, a running one within seconds of having read its rows.',
  permission: 'analytics.manage',
  input: runById,
  output: runResource,
  async run({ context, tx, input, audit }) {
    const found = await getRun(tx, context, input.id)
    const row = await requestCancel(tx, found.id)
    if (!row) {
      const { status } = await getRun(tx, context, input.id)
      throw new AppError('conflict', `This forecast is already ${status}.`)
    }
    const action = row.status === 'cancelled' ? 'forecast.cancelled' : 'forecast.cancel_requested'
    await audit({ action, subjectType: 'forecast', subjectId: row.id, details: { name: row.name } })
    return toRun(row)
  },
})
