import { defineQuery } from '#src/lib/operation/operation.ts'
import { toStrategy } from '../strategies/resource.ts'
import { strategyById, strategyResource } from '../strategies/schema.ts'
import { getStrategyRow } from '../strategies/service.ts'

export const getStrategy = defineQuery({
  name: 'scouting.strategies.get',
  summary: 'One strategy with its rules in force.',
  permission: 'trading.read',
  input: strategyById,
  output: strategyResource,
  run: async ({ tx, input }) => toStrategy(await getStrategyRow(tx, input.id)),
})
