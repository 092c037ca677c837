import { illegalTransition, notFound } from '#src/lib/errors.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { insertVersion, lockStrategy, nameIsTaken, updateStrategy } from '../strategies/repository.ts'
import { toStrategy } from '../strategies/resource.ts'
import { changeStrategyInput, strategyResource } from '../strategies/schema.ts'
import { getStrategyRow, nameTaken } from '../strategies/service.ts'

export const changeStrategy = defineCommand({
  name: 'scouting.strategies.change',
  summary:
    'Rename a strategy, or write a new version of its rules, which holds from the next choice on. Needs If-Match.',
  permission: 'trading.strategies.update',
  onlyPeople: true,
  input: changeStrategyInput,
  output: strategyResource,
  async run({ context, tx, input: { id, name, rules }, audit }) {
    const row = await lockStrategy(tx, id)
    if (!row) throw notFound('strategy')
    requireVersion(context, row.version)
    if (row.status === 'archived') throw illegalTransition('strategy', row.status, [])
    if (name !== undefined && (await nameIsTaken(tx, name, id))) throw nameTaken()
    const number = row.currentNumber + (rules ? 1 : 0)
    if (rules) {
      const { tenantId, userId: createdBy } = context.principal
      await insertVersion(tx, { tenantId, strategyId: id, number, rules, createdBy })
    }
    await updateStrategy(tx, id, { ...(name === undefined ? {} : { name }), currentNumber: number })
    await audit({
      action: 'strategy.changed',
      subjectType: 'strategy',
      subjectId: id,
      details: { name: name ?? row.name, number },
    })
    return toStrategy(await getStrategyRow(tx, id))
  },
})
