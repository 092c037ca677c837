import { randomUUID } from 'node:crypto'
import { createStrategyTrade } from '#src/features/spend/commands/create-trade.ts'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { AppError, illegalTransition, notFound } from '#src/lib/errors.ts'
import { type AuditEntry, writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { claim, findOpportunity, link, type OpportunityRow, reopen } from '../record/repository.ts'
import { requireChosen } from '../strategies/service.ts'

export interface ForStrategy {
  id: string
  versionId: string
}

type Decision = Awaited<ReturnType<typeof createStrategyTrade.execute>>

/**
 * Takes an opportunity: claims it, asks for the money, and notes the trade. The decision is a transaction of its own,
 * so what is refused is opened again, and what a crash leaves is put right by a sweep. The same key gets the same answer.
 */
export async function take(
  context: Context,
  id: string,
  { key = randomUUID(), strategy }: { key?: string | undefined; strategy?: ForStrategy | undefined } = {},
): Promise<Decision> {
  const row = await claimed(context, id, key, strategy)
  const decided = await createStrategyTrade
    .execute(context, requestOf(row, strategy), { key: `${key}:${id}`, route: '', input: null })
    .catch(async (error: unknown) => {
      if (isDecided(error)) await release(context, row, key, error)
      throw error
    })
  await change(context, auditOf('taken', row, { trade_id: decided.trade_id }), (tx) =>
    link(tx, { id, key }, decided.trade_id!),
  )
  return decided
}

/** The opportunity, taken for this key now or by an earlier try. */
async function claimed(
  context: Context,
  id: string,
  key: string,
  strategy: ForStrategy | undefined,
): Promise<OpportunityRow> {
  const { tenantId, userId } = context.principal
  return transaction(tenantId, 'read write', async (tx) => {
    const row = await findOpportunity(tx, id)
    if (!row) throw notFound('opportunity')
    if (row.status === 'taken' && row.takenKey === key && row.takenBy === userId) return row
    if (strategy && row.status === 'open') await requireChosen(tx, strategy, row)
    if (await claim(tx, { id, userId, key, strategyVersionId: strategy?.versionId ?? null })) return row
    throw obstacleTo((await findOpportunity(tx, id))!)
  })
}

function obstacleTo({ status, tradeId }: OpportunityRow): AppError {
  if (status === 'taken')
    return new AppError('illegal_transition', 'This opportunity is taken already.', {
      facts: { state: status, legal: [], trade_id: tradeId },
    })
  return illegalTransition('opportunity', status === 'open' ? 'expired' : status, [])
}

function requestOf(row: OpportunityRow, strategy: ForStrategy | undefined) {
  return {
    instrument: { kind: row.instrumentKind, id: row.instrumentId },
    ...{ supplier_id: row.supplierId, category: row.category },
    ...{ quantity: row.quantity, amount: row.amount, currency: row.currency },
    strategy_id: strategy?.id ?? null,
  }
}

/** Whether money was refused for good, as opposed to not decided at all. */
function isDecided(error: unknown): error is AppError {
  return error instanceof AppError && error.code !== 'unavailable' && error.code !== 'internal'
}

async function release(context: Context, row: OpportunityRow, key: string, error: AppError): Promise<void> {
  await change(context, auditOf('refused', row, { code: error.code }), (tx) =>
    reopen(tx, { id: row.id, key }, error.message),
  )
}

function auditOf(verb: string, { id, title }: OpportunityRow, details: object): AuditEntry {
  return {
    action: `opportunity.${verb}`,
    subjectType: 'opportunity',
    subjectId: id,
    details: { name: title, ...details },
  }
}

/** Changes something with its entry in the audit trail. */
async function change(
  { principal: { tenantId, userId }, requestId }: Context,
  entry: AuditEntry,
  run: (tx: Parameters<typeof link>[0]) => Promise<unknown>,
): Promise<void> {
  await transaction(tenantId, 'read write', async (tx) => {
    await run(tx)
    await writeAuditEntry(tx, { tenantId, userId, requestId }, entry)
  })
}
