import { createHash } from 'node:crypto'
import { findPrincipalAgain } from '#src/lib/access/principals.ts'
import type { TenantId } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { type Delivery, enqueue } from '#src/lib/jobs/queue.ts'
import { runTransaction } from '#src/lib/jobs/run-transaction.ts'
import { log } from '#src/lib/log.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { canonicalJson } from '#src/lib/operation/canonical-json.ts'
import type { FoundFacts } from '../record/schema.ts'
import type { Rules } from '../strategies/schema.ts'
import { toCandidate } from '../strategies/service.ts'
import { backtestsRun } from './queue.ts'
import {
  type Claim,
  claimBacktest,
  evaluateRooms,
  findLimitsIn,
  findRecorded,
  findStarts,
  findVersionById,
  settleBacktest,
} from './repository.ts'
import type { Result } from './schema.ts'
import { daysFrom, differenceOf, type Recorded, type Tried, tryRules } from './simulation.ts'

const mostRecorded = 5_000
const mostAttempts = 3

type Row = NonNullable<Awaited<ReturnType<typeof claimBacktest>>>

/** Why it cannot succeed however often it is tried. */
class Refused extends Error {}

/** Carries out one back-test from claim to its end; what it reads it only reads. */
export async function runBacktest({ tenantId, payload, worker }: Delivery<{ backtestId: string }>) {
  const row = await runTransaction(tenantId, (tx) => claimBacktest(tx, payload.backtestId, worker))
  if (!row) return
  try {
    await requireRights(row)
    const { input, result } = await transaction(tenantId, 'read only', (tx) => make(tx, row))
    const [inputHash, resultHash] = [hashOf(input), hashOf(result)]
    await end(row, { status: 'completed', inputHash, resultHash, result, errorMessage: null })
  } catch (error) {
    const isFinal = error instanceof Refused
    if (!isFinal) log.error({ err: error, backtestId: row.id }, 'back-test attempt failed')
    if (!isFinal && row.attempt < mostAttempts)
      return void (await runTransaction(tenantId, (tx) => tryAgain(tx, row)))
    const errorMessage = isFinal ? error.message : 'The back-test could not be computed. Try again.'
    await end(row, { status: 'failed', errorMessage })
  }
}

/** Puts an attempt back, unless another one has begun. */
export async function tryAgain(
  tx: Tx,
  claim: Claim & { tenantId: TenantId; requestId: string },
): Promise<void> {
  if (await settleBacktest(tx, claim, { status: 'pending' }))
    await enqueue(tx, backtestsRun, claim, { backtestId: claim.id })
}

async function requireRights({ createdBy, apiKeyId }: Row): Promise<void> {
  const principal = await findPrincipalAgain(createdBy, apiKeyId)
  if (!principal?.permissions.has('trading.strategies.update'))
    throw new Refused('The right to write strategies was withdrawn before the back-test ran.')
}

function end(
  row: Row,
  changes: Parameters<typeof settleBacktest>[2] & { status: 'completed' | 'failed' },
): Promise<void> {
  const { id, tenantId, requestId } = row
  return runTransaction(tenantId, async (tx) => {
    if (!(await settleBacktest(tx, row, { ...changes, completedAt: new Date() }))) return
    await writeAuditEntry(
      tx,
      { tenantId, requestId },
      { action: `backtest.${changes.status}`, subjectType: 'backtest', subjectId: id },
    )
  })
}

async function make(tx: Tx, row: Row): Promise<{ input: object; result: Result }> {
  const version = (await findVersionById(tx, row.strategyVersionId))!
  const against = (await findVersionById(tx, row.againstVersionId))!
  const found = await findRecorded(tx, row, mostRecorded + 1)
  if (found.length > mostRecorded)
    throw new Refused(`More than ${mostRecorded} opportunities were found then. Choose fewer days.`)
  const recorded: Recorded[] = found.map((one) => ({
    ...toCandidate(one),
    ...{ title: one.title, amount: one.amount, score: one.score },
    ...{ supplierId: one.supplierId, category: one.category, foundOn: one.foundOn, validOn: one.validOn },
    leadTimeDays: (one.facts as FoundFacts).lead_time_days,
  }))
  const here = await triedOf(tx, row, version.rules as Rules, recorded)
  const isSame = version.id === against.id
  const there = isSame ? undefined : await triedOf(tx, row, against.rules as Rules, recorded)
  const made = await tryRules(here)
  const { currency } = here.rules
  const result: Result = {
    currency,
    opportunities: recorded.filter((one) => one.currency === currency).length,
    ...made,
    difference: there ? differenceOf(made, await tryRules(there), against.number) : null,
  }
  const { rules, limits, days, userId } = here
  return {
    input: {
      rules,
      limits,
      days,
      userId,
      against: there && { rules: there.rules, limits: there.limits },
      recorded,
    },
    result,
  }
}

async function triedOf(tx: Tx, row: Row, rules: Rules, opportunities: Recorded[]): Promise<Tried> {
  const limits = await findLimitsIn(tx, rules.currency)
  const ids = limits.map(({ id }) => id)
  return {
    ...{ rules, opportunities, limits, strategyId: row.strategyId, userId: row.createdBy },
    days: daysFrom(row.fromDay, row.untilDay),
    startsOf: async (day) =>
      new Map((await findStarts(tx, ids, day)).map(({ key, starts_on }) => [key, starts_on ?? ''])),
    evaluate: (amount, rooms) => evaluateRooms(tx, amount, rooms),
  }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex')
}
