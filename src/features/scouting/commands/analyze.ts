import type * as z from 'zod'
import { createStrategyTrade } from '#src/features/spend/commands/create-trade.ts'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { illegalTransition, invalid } from '#src/lib/errors.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { described as describedOperation, type Operation, parseInput } from '#src/lib/operation/operation.ts'
import { analysisResource, analyzeInput } from '../analysis/schema.ts'
import { bestOf, chosenBy, described, type Head, lookAgain, takeAll } from '../analysis/service.ts'
import { findByKey, type OpportunityRow } from '../record/repository.ts'
import type { StrategyRow } from '../strategies/repository.ts'
import { getStrategyRow } from '../strategies/service.ts'

const definition = {
  name: 'scouting.analyze',
  summary:
    'Look for run-outs and rank all open opportunities, each with every check. With execute the money is asked for, which needs an Idempotency-Key.',
  permission: 'trading.create',
  input: analyzeInput,
  output: analysisResource,
} as const

/** A command that decides many times, each decision a transaction of its own. */
export const analyze: Operation<z.input<typeof analyzeInput>, z.output<typeof analysisResource>> = {
  ...describedOperation('command', definition),
  async execute(context, input, idempotent) {
    this.authorize(context)
    const asked = parseInput(analyzeInput, input)
    if (asked.execute) createStrategyTrade.authorize(context)
    const strategy = asked.strategy_id
      ? await strategyOf(context, asked.strategy_id, asked.execute)
      : undefined
    if (asked.execute && !idempotent)
      throw invalid('Idempotency-Key', 'is required to execute: send a new value with every request')
    const tried = asked.execute ? await triedBefore(context, idempotent!.key) : []
    const head = await looked(context, asked.wait_ms)
    const rows = tried.length > 0 ? tried : await bestOf(context, asked)
    const chooser = tried.length > 0 ? undefined : strategy
    const items = await described(context, rows, chooser, await chosenBy(context, chooser, rows))
    if (!asked.execute) return analysisResource.parse({ ...head, items })
    return analysisResource.parse({
      ...head,
      items: await takeAll(context, items, idempotent!.key, strategy),
    })
  },
}

/** What an earlier request with the same key took or tried to: a repeat goes on with that alone. */
function triedBefore({ principal }: Context, key: string): Promise<OpportunityRow[]> {
  return transaction(principal.tenantId, 'read only', (tx) => findByKey(tx, principal.userId, key))
}

async function strategyOf({ principal }: Context, id: string, isToBuy: boolean): Promise<StrategyRow> {
  const row = await transaction(principal.tenantId, 'read only', (tx) => getStrategyRow(tx, id))
  if (isToBuy && row.status !== 'active')
    throw illegalTransition('strategy', row.status, row.status === 'draft' ? ['activated'] : [])
  return row
}

/** What is found by the way is in the audit trail as well. */
async function looked(context: Context, waitMs: number): Promise<Head> {
  const { found, ...head } = await lookAgain(context, waitMs)
  if (found === 0) return head
  const { tenantId, userId } = context.principal
  await transaction(tenantId, 'read write', (tx) =>
    writeAuditEntry(
      tx,
      { tenantId, userId, requestId: context.requestId },
      {
        action: 'opportunities.found',
        subjectType: 'tenant',
        subjectId: tenantId,
        details: { found, method: head.method },
      },
    ),
  )
  return head
}
