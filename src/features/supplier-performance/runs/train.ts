import type { Tx } from '#src/lib/db/transaction.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { type Delivery, enqueue } from '#src/lib/jobs/queue.ts'
import { RunReporter, Stopped, type StopReason } from '#src/lib/jobs/run-reporter.ts'
import { runTransaction } from '#src/lib/jobs/run-transaction.ts'
import { log } from '#src/lib/log.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { featureNames } from '../lines/features.ts'
import { dayOf, toLine } from '../lines/known-lines.ts'
import { codeVersion, lineNumbers } from '../lines/named-line.ts'
import { enterTenantDays, readLines } from '../lines/repository.ts'
import type { Trained } from '../process/messages.ts'
import { computeModel } from '../process/predictor.ts'
import { limitsOf } from '../record/limits.ts'
import { findActive, findInUse, type ModelRow, retireFrom } from '../record/repository.ts'
import { latenessFollow, modelsTrain } from './queue.ts'
import { claimTraining, lockTraining, type Report, reportTraining, settleTraining } from './repository.ts'

const maxFailures = 3
/** One that every worker hands back must not be tried for ever. */
const maxAttempts = 10

/** Carries out one training from claim to its end. Whatever happens to this process, the row has one outcome. */
export async function trainModel({ tenantId, payload, signal, worker }: Delivery<{ modelId: string }>) {
  const row = await runTransaction(tenantId, (tx) => claimTraining(tx, payload.modelId, worker))
  if (!row) return
  const stopping = new AbortController()
  const stop = (reason: StopReason) => stopping.abort(new Stopped(reason))
  const reporter = new RunReporter<Report>(
    (report) => runTransaction(tenantId, (tx) => reportTraining(tx, row, report)),
    stop,
  )
  const handBack = () => stop('stopping')
  signal.addEventListener('abort', handBack)
  try {
    const { trained, comparedWith } = await make(row, reporter, stopping.signal)
    await reporter.close()
    await publish(row, trained, comparedWith)
  } catch (error) {
    await reporter.close()
    const isHandedBack = error instanceof Stopped
    if (!isHandedBack) log.error({ err: error, modelId: row.id }, 'training failed')
    await endUnfinished(row, isHandedBack ? 'handed_back' : 'failed')
  } finally {
    signal.removeEventListener('abort', handBack)
  }
}

async function make(row: ModelRow, reporter: RunReporter<Report>, signal: AbortSignal) {
  const { inUse, lines } = await transaction(row.tenantId, 'read only', async (tx) => {
    await enterTenantDays(tx, row.tenantId, new Date())
    return {
      inUse: await findInUse(tx, 'lateness', codeVersion),
      lines: (await readLines(tx, row.asOf)).map(toLine),
    }
  })
  reporter.report({ phase: 'learning', progressPercentage: 20 })
  const asOf = Date.parse(row.asOf) / 86_400_000
  const trained = await computeModel(
    {
      ...{ lines, asOf, seed: row.seed },
      inUse: inUse
        ? {
            name: `model ${inUse.number}`,
            model: inUse.learned!,
            asOf: Date.parse(inUse.asOf) / 86_400_000,
          }
        : null,
    },
    signal,
  )
  return { trained, comparedWith: inUse?.id ?? null }
}

/**
 * Shows the model with its card: one that is no worse waits as a candidate for an admin, or is used at once where none
 * is; any other is refused with the reason.
 */
async function publish(
  claimed: ModelRow,
  { model, judgement, ...data }: Trained,
  comparedWith: string | null,
): Promise<void> {
  await runTransaction(claimed.tenantId, async (tx) => {
    if (!(await lockTraining(tx, claimed))) return
    const passes = judgement.verdict === 'not_worse'
    const isFirst = passes && !comparedWith
    if (passes) await retireFrom(tx, 'lateness', 'candidate')
    // A model of an earlier version of the code says nothing any more.
    if (isFirst && (await findActive(tx, 'lateness'))) await retireFrom(tx, 'lateness', 'active')
    const status = isFirst ? 'active' : passes ? 'candidate' : 'refused'
    const row = await settleTraining(tx, claimed, {
      status,
      progressPercentage: 100,
      completedAt: new Date(),
      errorMessage: null,
      ...{ dataHash: data.dataHash, linesKnown: data.known, linesLate: data.late },
      dataFrom: data.from === null ? null : dayOf(data.from),
      dataTo: data.to === null ? null : dayOf(data.to),
      features: featureNames(lineNumbers),
      limits: limitsOf(data.known, judgement),
      ...{ verdict: judgement.verdict, reason: judgement.reason, comparedWith },
      tested: judgement.tested && {
        ...judgement.tested,
        ...{ from: dayOf(judgement.tested.from), to: dayOf(judgement.tested.to) },
      },
      learned: passes ? model : null,
      activatedAt: isFirst ? new Date() : null,
    })
    await record(tx, row!, `model.${isFirst ? 'activated' : status}`, { reason: judgement.reason })
    if (isFirst) await enqueue(tx, latenessFollow, row!, { orderId: null })
  })
}

/** Ends an attempt that made nothing: tries again later, or for good. Returns the row unless it was taken over. */
export function endUnfinished(
  claimed: Pick<ModelRow, 'id' | 'attempt' | 'tenantId'>,
  outcome: 'failed' | 'handed_back' | 'lost',
): Promise<ModelRow | undefined> {
  return runTransaction(claimed.tenantId, async (tx) => {
    const row = await lockTraining(tx, claimed)
    if (!row) return undefined
    const failures = row.failures + Number(outcome !== 'handed_back')
    if (failures >= maxFailures || row.attempt >= maxAttempts) {
      const errorMessage =
        outcome === 'failed'
          ? 'The model could not be trained. Try again.'
          : 'The worker that trained this model stopped.'
      const changes = { status: 'failed', failures, errorMessage, completedAt: new Date() } as const
      const failed = await settleTraining(tx, row, changes)
      await record(tx, row, 'model.failed', { reason: errorMessage })
      return failed
    }
    const startAfterSeconds = outcome === 'failed' ? env().RETRY_SECONDS * 2 ** (failures - 1) : 0
    const waiting = await settleTraining(tx, row, { status: 'pending', failures })
    await enqueue(tx, modelsTrain, row, { modelId: row.id }, { startAfterSeconds })
    await record(tx, row, 'model.requeued', { attempt: row.attempt })
    return waiting
  })
}

function record(
  tx: Tx,
  { tenantId, requestId, id, number }: ModelRow,
  action: `${string}.${string}`,
  details: Record<string, unknown>,
): Promise<void> {
  const name = `Late deliveries, model ${number}`
  const entry = { action, subjectType: 'model', subjectId: id, details: { name, ...details } }
  return writeAuditEntry(tx, { tenantId, requestId }, entry)
}
