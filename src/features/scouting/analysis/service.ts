import { checkRisk } from '#src/features/spend/queries/check-risk.ts'
import type { Context } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { log } from '#src/lib/log.ts'
import { withinTime } from '#src/lib/resilience/within-time.ts'
import { type Finding, findRunOutOpportunities } from '../finding/service.ts'
import { findLastFound, findOpportunities, type OpportunityRow } from '../record/repository.ts'
import { toOpportunity } from '../record/resource.ts'
import type { Choice } from '../strategies/choice.ts'
import type { StrategyRow } from '../strategies/repository.ts'
import { explain } from '../strategies/rules.ts'
import type { Rules } from '../strategies/schema.ts'
import { chooseOf, toCandidate } from '../strategies/service.ts'
import { choiceWords, sentenceOf } from '../strategies/words.ts'
import { take } from '../taking/service.ts'
import type { AnalysisResource, ChoiceResource, Outcome } from './schema.ts'

const dayMs = 86_400_000

export type Head = Omit<AnalysisResource, 'items'>
type Item = AnalysisResource['items'][number]

/** Looks for run-outs, but not for longer than so: after that what was found in the last day counts, and it says so. */
export async function lookAgain({ principal }: Context, waitMs: number): Promise<Head & { found: number }> {
  const found = await withinTime(waitMs, () => findRunOutOpportunities(principal)).catch((error: unknown) => {
    log.warn({ err: error, tenantId: principal.tenantId }, 'run-outs were not looked for in time')
    return undefined
  })
  const lastFound = await transaction(principal.tenantId, 'read only', findLastFound)
  if (found) return { ...headOf(found, lastFound), found: found.found }
  if (!lastFound || Date.now() - lastFound.getTime() > dayMs)
    throw new AppError('unavailable', 'Opportunities could not be looked for in time. Try again.', {
      retryAfterSeconds: 5,
    })
  const because = 'New run-outs could not be looked for in time: these were found before.'
  return {
    ...{ method: null, degraded: true, because, stale: true, found: 0 },
    found_at: lastFound.toISOString(),
  }
}

function headOf({ method, degraded, because }: Finding, lastFound: Date | null): Head {
  return { method, degraded, because, stale: false, found_at: lastFound?.toISOString() ?? null }
}

/** The best open ones. */
export function bestOf(
  { principal }: Context,
  { subject, limit }: { subject?: string | undefined; limit: number },
): Promise<OpportunityRow[]> {
  return transaction(principal.tenantId, 'read only', async (tx) => {
    const wanted = { status: 'open', subject }
    return (await findOpportunities(tx, wanted, { limit, offset: 0, behind: undefined })).rows
  })
}

/** What a strategy does about each of them, in their order. */
export function chosenBy(
  { principal }: Context,
  strategy: StrategyRow | undefined,
  rows: OpportunityRow[],
): Promise<Choice[]> {
  if (!strategy) return Promise.resolve([])
  return transaction(principal.tenantId, 'read only', (tx) => chooseOf(tx, strategy, rows))
}

/** Each opportunity with every check, and with what the strategy says of it. */
export async function described(
  context: Context,
  rows: OpportunityRow[],
  strategy: StrategyRow | undefined,
  choices: Choice[],
): Promise<Item[]> {
  if (rows.length === 0) return []
  const { results } = await checkRisk.execute(context, {
    requests: rows.map((row) => ({
      instrument: { kind: row.instrumentKind, id: row.instrumentId },
      ...{ supplier_id: row.supplierId, category: row.category },
      ...{ quantity: row.quantity, amount: row.amount, currency: row.currency },
      strategy_id: strategy?.id ?? null,
    })),
  })
  return rows.map((row, index) => ({
    opportunity: toOpportunity(row),
    ...results[index]!,
    choice: strategy ? toChoice(strategy.rules as Rules, row, choices[index]!) : null,
    outcome: null,
  }))
}

function toChoice(rules: Rules, row: OpportunityRow, { action, code }: Choice): ChoiceResource {
  const conditions = explain(rules.match, toCandidate(row).facts).map(({ condition, holds }) => ({
    words: sentenceOf(condition, rules.currency),
    holds,
  }))
  return { action, code, words: choiceWords[code], conditions }
}

/** Takes one after the other, so that each decision sees the money of the one before. */
export async function takeAll(
  context: Context,
  items: Item[],
  key: string,
  strategy: StrategyRow | undefined,
): Promise<Item[]> {
  const done: Item[] = []
  for (const item of items) {
    const mayTake = !item.choice || item.choice.action === 'take'
    const outcome = mayTake ? await tryOne(context, item.opportunity.id, key, strategy) : null
    done.push({ ...item, outcome })
  }
  return done
}

async function tryOne(
  context: Context,
  id: string,
  key: string,
  strategy: StrategyRow | undefined,
): Promise<Outcome> {
  const given = strategy && { id: strategy.id, versionId: strategy.versionId }
  try {
    return { decision: await take(context, id, { key, strategy: given }), error: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const errors = (error.details.errors ?? []).map(({ message }) => ({ message }))
    return { decision: null, error: { code: error.code, message: error.message, errors } }
  }
}
