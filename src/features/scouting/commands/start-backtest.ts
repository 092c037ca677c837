import { AppError, invalid, notFound } from '#src/lib/errors.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { defineCommand } from '#src/lib/operation/operation.ts'
import { backtestsRun } from '../backtests/queue.ts'
import { countUnfinished, findBacktest, findVersion, insertBacktest } from '../backtests/repository.ts'
import { toBacktest } from '../backtests/resource.ts'
import { backtestResource, startBacktestInput } from '../backtests/schema.ts'
import { getStrategyRow } from '../strategies/service.ts'

const dayMs = 86_400_000
const mostDays = 366
const mostUnfinished = 5

export const startBacktest = defineCommand({
  name: 'scouting.strategies.backtest',
  summary:
    'Try a version of a strategy over the opportunities of the past: what it would have bought and what the budgets of today would have refused. A worker carries it out, and nothing is held.',
  permission: 'trading.strategies.update',
  input: startBacktestInput,
  output: backtestResource,
  async run({ context, tx, input, audit }) {
    const strategy = await getStrategyRow(tx, input.id)
    const version = await findVersion(tx, strategy.id, input.number ?? strategy.currentNumber)
    if (!version) throw notFound('version')
    const { tenantId, userId, apiKeyId, timeZone } = context.principal
    const until = input.until ?? new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date())
    const from = input.from ?? dayBefore(until, 89)
    if (from > until) throw invalid('from', 'must not be after until')
    if (from < dayBefore(until, mostDays - 1))
      throw invalid('from', `must be at most ${mostDays} days before until`)
    if ((await countUnfinished(tx)) >= mostUnfinished)
      throw new AppError(
        'conflict',
        `${mostUnfinished} back-tests are waiting or running. Wait for one to end.`,
      )
    const backtest = await insertBacktest(tx, {
      ...{
        tenantId,
        strategyId: strategy.id,
        strategyVersionId: version.id,
        againstVersionId: strategy.versionId,
      },
      ...{ fromDay: from, untilDay: until, timeZone, createdBy: userId, apiKeyId },
      requestId: context.requestId,
    })
    await enqueue(tx, backtestsRun, { tenantId, requestId: context.requestId }, { backtestId: backtest })
    await audit({
      action: 'backtest.started',
      subjectType: 'backtest',
      subjectId: backtest,
      details: { name: strategy.name, number: version.number },
    })
    return toBacktest((await findBacktest(tx, { id: strategy.id, backtest }))!)
  },
})

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10)
}
