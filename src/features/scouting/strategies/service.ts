import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, illegalTransition, notFound } from '#src/lib/errors.ts'
import type { Audit } from '#src/lib/operation/operation.ts'
import type { OpportunityRow } from '../record/repository.ts'
import type { FoundFacts } from '../record/schema.ts'
import { type Candidate, type Choice, choose } from './choice.ts'
import { findBought, findStrategy, lockStrategy, moveStrategy, type StrategyRow } from './repository.ts'
import { toStrategy } from './resource.ts'
import type { Rules, StrategyResource } from './schema.ts'
import { choiceWords } from './words.ts'

export async function getStrategyRow(tx: Tx, id: string): Promise<StrategyRow> {
  const row = await findStrategy(tx, id)
  if (!row) throw notFound('strategy')
  return row
}

/** What people can do with a strategy in each state. */
const legal: Record<string, string[]> = {
  draft: ['activated', 'archived'],
  active: ['paused', 'archived'],
  paused: ['resumed', 'archived'],
  archived: [],
}

const moves = {
  activated: { from: ['draft'], to: 'active' },
  paused: { from: ['active'], to: 'paused' },
  resumed: { from: ['paused'], to: 'active' },
  archived: { from: ['draft', 'active', 'paused'], to: 'archived' },
} as const

/** Moves a strategy, or tells which moves its state allows. */
export async function moved(
  { tx, audit }: { tx: Tx; audit: Audit },
  id: string,
  move: keyof typeof moves,
): Promise<StrategyResource> {
  const { from, to } = moves[move]
  const row = await getStrategyRow(tx, id)
  if (!(await moveStrategy(tx, id, [...from], to)))
    throw illegalTransition('strategy', row.status, legal[row.status]!)
  await audit({
    action: `strategy.${move}`,
    subjectType: 'strategy',
    subjectId: id,
    details: { name: row.name },
  })
  return toStrategy(await getStrategyRow(tx, id))
}

/** What a strategy chooses now of these opportunities; nothing is bought. */
export async function chooseOf(tx: Tx, row: StrategyRow, found: OpportunityRow[]): Promise<Choice[]> {
  const rules = row.rules as Rules
  const bought = await findBought(tx, row.id, rules.cooldown)
  const standing = {
    openTrades: row.openTrades,
    boughtAt: new Map(bought.map(({ instrument, at }) => [instrument, at])),
  }
  return choose(rules, found.map(toCandidate), standing, new Date())
}

/**
 * Refuses to buy what a strategy does not choose at this moment. Its row is locked until the end of the transaction, so
 * that of two who buy for it at once the second one counts what the first one took.
 */
export async function requireChosen(
  tx: Tx,
  { id, versionId }: { id: string; versionId: string },
  opportunity: OpportunityRow,
): Promise<void> {
  await lockStrategy(tx, id)
  const row = await getStrategyRow(tx, id)
  if (row.status !== 'active' || row.versionId !== versionId)
    throw new AppError('conflict', 'The strategy is not active, or its rules were changed meanwhile.')
  const [choice] = await chooseOf(tx, row, [opportunity])
  if (choice!.action !== 'take') throw new AppError('conflict', choiceWords[choice!.code])
}

type Known = Pick<
  OpportunityRow,
  | 'id'
  | 'kind'
  | 'method'
  | 'instrumentKind'
  | 'instrumentId'
  | 'supplierId'
  | 'category'
  | 'quantity'
  | 'amount'
  | 'currency'
  | 'score'
  | 'facts'
>

export function toCandidate(row: Known): Candidate {
  const facts = row.facts as FoundFacts
  const { id, instrumentKind, instrumentId, currency, kind, method, category, supplierId } = row
  return {
    ...{ id, instrument: `${instrumentKind} ${instrumentId}`, currency },
    facts: {
      ...{ score: row.score, amount: row.amount, quantity: row.quantity },
      ...{ kind, method, category, supplier_id: supplierId, instrument_id: instrumentId },
      days_to_run_out: facts.days_to_run_out,
      price_change: facts.price_change,
      lateness_risk: facts.lateness_risk,
      lead_time_days: facts.lead_time_days,
      supplier_rating: facts.supplier_rating,
      supplier_tier: facts.supplier_tier,
      abc_class: facts.abc_class,
    },
  }
}

export function nameTaken(): AppError {
  return new AppError('duplicate', 'Another strategy has this name.', {
    errors: [{ path: 'name', code: 'duplicate', message: 'is the name of another strategy' }],
  })
}
