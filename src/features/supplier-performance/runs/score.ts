import type { TenantId } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import type { Delivery } from '#src/lib/jobs/queue.ts'
import { dayOf, openLines, toLine } from '../lines/known-lines.ts'
import { isLate } from '../lines/line.ts'
import { codeVersion } from '../lines/named-line.ts'
import { knownBy } from '../lines/predictor.ts'
import { enterTenantDays, type LineRow, readLines } from '../lines/repository.ts'
import { computeScores } from '../process/predictor.ts'
import { findInUse } from '../record/repository.ts'
import type { Scored } from '../scoring/score.ts'
import {
  findOpen,
  lockPredictions,
  type NewPrediction,
  noteScored,
  settleOutcomes,
  storePredictions,
} from './repository.ts'
import { trainIfDue } from './trainings.ts'

/** A prediction that differs by less says nothing new. */
const leastChange = 0.005

/** Notes what became of the lines of an order and predicts those that are still to come; without one, of all orders. */
export async function followOrder({
  tenantId,
  requestId,
  payload,
  signal,
}: Delivery<{ orderId: string | null }>) {
  await scoreLines(tenantId, { orderId: payload.orderId, requestId, signal })
}

interface Asked {
  orderId: string | null
  requestId: string
  signal: AbortSignal
  now?: Date
}

/** Returns how many predictions were stored. */
export async function scoreLines(
  tenantId: TenantId,
  { orderId, requestId, signal, now = new Date() }: Asked,
): Promise<number> {
  const found = await transaction(tenantId, 'read write', async (tx) => {
    const days = await enterTenantDays(tx, tenantId, now)
    if (!days) return undefined
    await lockPredictions(tx, tenantId)
    await settleOutcomes(tx, orderId, days.today)
    const inUse = await findInUse(tx, 'lateness', codeVersion)
    return { ...days, inUse, rows: await readLines(tx, days.today) }
  })
  if (!found) return 0
  const { today, day, inUse, rows } = found
  const history = rows.map(toLine)
  const asked = openLines(rows, day).filter((row) => orderId === null || row.orderId === orderId)
  const scored =
    asked.length > 0
      ? await computeScores(
          { history, lines: asked.map(toLine), asOf: day, model: inUse?.learned ?? null },
          signal,
        )
      : []
  return transaction(tenantId, 'read write', async (tx) => {
    await lockPredictions(tx, tenantId)
    const stored = await store(tx, tenantId, scored, { asked, today, modelId: inUse?.id ?? null })
    if (orderId === null) {
      const known = knownBy(history, day)
      const counts = { linesKnown: known.length, linesLate: known.filter(isLate).length }
      await noteScored(tx, { tenantId, scoredOn: today, scoredAt: now, ...counts })
      await trainIfDue(tx, { tenantId, requestId, today, ...counts })
    }
    return stored
  })
}

interface Given {
  asked: LineRow[]
  today: string
  modelId: string | null
}

async function store(
  tx: Tx,
  tenantId: TenantId,
  scored: Scored[],
  { asked, today, modelId: usedId }: Given,
): Promise<number> {
  // Another model was put to use meanwhile, and its own run predicts by it.
  if (((await findInUse(tx, 'lateness', codeVersion))?.id ?? null) !== usedId) return 0
  const dueOn = new Map(asked.map(({ id, dueOn }) => [id, dayOf(dueOn)]))
  const said = new Map(scored.map((one) => [one.id, one]))
  const open = await findOpen(
    tx,
    scored.map(({ id }) => id),
  )
  const rows: NewPrediction[] = []
  const superseded: string[] = []
  for (const line of open) {
    const { basis, probability, daysLate, reasons } = said.get(line.id)!
    const modelId = basis === 'model' ? usedId : null
    const promisedOn = dueOn.get(line.id)!
    const isSame =
      line.basis === basis &&
      line.modelId === modelId &&
      line.saidFor === promisedOn &&
      Math.abs((line.probability ?? 2) - probability) < leastChange
    if (isSame || line.promisedOn !== promisedOn) continue
    if (line.currentId) superseded.push(line.currentId)
    rows.push({
      ...{ tenantId, orderLineId: line.id, orderId: line.orderId, supplierId: line.supplierId, promisedOn },
      ...{ asOf: today, basis, modelId, probability, reasons, isFirst: !line.saidBy.includes(modelId ?? '') },
      ...{
        daysLate: daysLate?.median ?? null,
        daysLateLow: daysLate?.low ?? null,
        daysLateHigh: daysLate?.high ?? null,
      },
    })
  }
  await storePredictions(tx, superseded, rows)
  return rows.length
}
