import { defineCommand } from '#src/lib/operation/operation.ts'
import { insertStrategy } from '../strategies/repository.ts'
import { toStrategy } from '../strategies/resource.ts'
import { createStrategyInput, strategyResource } from '../strategies/schema.ts'
import { getStrategyRow, nameTaken } from '../strategies/service.ts'

export const createStrategy = defineCommand({
  name: 'scouting.strategies.create',
  summary: 'Write rules that choose among opportunities. A draft buys nothing until it is activated.',
  permission: 'trading.strategies.update',
  input: createStrategyInput,
  output: strategyResource,
  async run({ context: { principal }, tx, input: { name, rules }, audit }) {
    const { tenantId, userId: createdBy } = principal
    const id = await insertStrategy(tx, { tenantId, name, rules, createdBy })
    if (!id) throw nameTaken()
    await audit({ action: 'strategy.created', subjectType: 'strategy', subjectId: id, details: { name } })
    return toStrategy(await getStrategyRow(tx, id))
  },
})
