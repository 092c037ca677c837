import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findBacktest } from '../backtests/repository.ts'
import { toBacktestDetails } from '../backtests/resource.ts'
import { backtestById, backtestDetails } from '../backtests/schema.ts'

export const getBacktest = defineQuery({
  name: 'scouting.strategies.backtests.get',
  summary: 'One back-test: its trades, refusals and curve, and how it differs from the version in force.',
  permission: 'trading.read',
  input: backtestById,
  output: backtestDetails,
  async run({ tx, input }) {
    const row = await findBacktest(tx, input)
    if (!row) throw notFound('back-test')
    return toBacktestDetails(row)
  },
})
