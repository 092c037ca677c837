import type { TenantId } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import type { MethodScore } from '../judging/judge.ts'
import { toLine } from '../lines/known-lines.ts'
import { codeVersion, type NamedLine } from '../lines/named-line.ts'
import { enterTenantDays, readLines } from '../lines/repository.ts'
import { type FoundPrediction, findRiskiest } from '../predictions/repository.ts'
import { findActive, findInUse } from '../record/repository.ts'
import { toPrediction } from '../record/resource.ts'
import type { ModelResource } from '../record/schema.ts'
import { startTraining, trainingEntry } from '../runs/trainings.ts'
import type { DaysLate } from '../scoring/days-late.ts'
import { type Basis, score } from '../scoring/score.ts'
import { findItemGroup, findSupplier } from './repository.ts'

export interface LatePrediction {
  /** Null for a line that is not ordered yet. */
  lineId: string | null
  probability: number
  /** How late late lines are; null where too few were. */
  daysLate: DaysLate | null
  /** `evidence` are IDs of lines of orders. */
  reasons: { code: string; text: string; effect: number; evidence: string[] }[]
  basis: Basis
  modelId: string | null
  asOf: string
}

export interface PlannedLine {
  supplierId: string
  itemId: string
  quantity: number
  due: string
}

const mostLines = 1_000

export function startTrainingByCode(tenantId: TenantId): Promise<{ modelId: string }> {
  return transaction(tenantId, 'read write', async (tx) => {
    const days = await enterTenantDays(tx, tenantId, new Date())
    if (!days) throw notFound('tenant')
    const origin = { tenantId, requestId: crypto.randomUUID() }
    const { today } = days
    const row = await startTraining(tx, { ...origin, today, trigger: 'command', requestedBy: null })
    if (!row) throw new AppError('conflict', 'A model is being trained already. Wait until it has ended.')
    await writeAuditEntry(tx, origin, trainingEntry(row))
    return { modelId: row.id }
  })
}

export function readEvaluation(
  tenantId: TenantId,
): Promise<{ modelId: string; lines: number; scores: MethodScore[] } | null> {
  return transaction(tenantId, 'read only', async (tx) => {
    const active = await findActive(tx, 'lateness')
    const tested = active?.tested as ModelResource['tested'] | undefined
    return active && tested ? { modelId: active.id, lines: tested.lines, scores: tested.scores } : null
  })
}

export function predictLines(tenantId: TenantId, lineIds: string[]): Promise<LatePrediction[]> {
  if (lineIds.length > mostLines) throw new RangeError(`lineIds: at most ${mostLines}`)
  return transaction(tenantId, 'read only', async (tx) => {
    const found = await findRiskiest(tx, { orderLineIds: lineIds }, mostLines)
    const byLine = new Map(found.map((one) => [one.row.orderLineId, one]))
    return lineIds.flatMap((id) => {
      const one = byLine.get(id)
      return one ? [said(one)] : []
    })
  })
}

/** The lines of a tenant that are most likely to be late, at most a thousand. */
export function predictRisk(tenantId: TenantId): Promise<LatePrediction[]> {
  return transaction(tenantId, 'read only', async (tx) => (await findRiskiest(tx, {}, mostLines)).map(said))
}

function said(found: FoundPrediction): LatePrediction {
  const { order_line_id, probability, days_late, reasons, basis, model_id, as_of } = toPrediction(found)
  return {
    ...{ lineId: order_line_id, probability, daysLate: days_late, basis, modelId: model_id, asOf: as_of },
    reasons: reasons.map(toIds),
  }
}

function toIds<Reason extends { evidence: { order_line_id: string }[] }>({ evidence, ...reason }: Reason) {
  return { ...reason, evidence: evidence.map(({ order_line_id }) => order_line_id) }
}

export function predictPlanned(
  tenantId: TenantId,
  { supplierId, itemId, quantity, due }: PlannedLine,
): Promise<LatePrediction[]> {
  if (!Number.isInteger(quantity) || quantity < 1)
    throw new RangeError('quantity: a whole number of 1 or more')
  const dueOn = /^\d{4}-\d\d-\d\d$/.test(due) ? Date.parse(due) / 86_400_000 : Number.NaN
  if (!Number.isInteger(dueOn)) throw new RangeError('due: a day as YYYY-MM-DD')
  return transaction(tenantId, 'read only', async (tx) => {
    const days = await enterTenantDays(tx, tenantId, new Date())
    const supplier = days && (await findSupplier(tx, supplierId))
    if (!days || !supplier) throw notFound('supplier')
    if (dueOn < days.day) throw new RangeError(`due: from ${days.today} on`)
    const group = await findItemGroup(tx, itemId)
    if (group === undefined) throw notFound('item')
    const inUse = await findInUse(tx, 'lateness', codeVersion)
    const history = (await readLines(tx, days.today)).map(toLine)
    // It would go where the supplier delivered last, which is the first of the lines.
    const like = history.find((line) => line.supplier === supplierId) ?? history[0]
    const line: NamedLine = {
      ...{ id: '', orderId: '', label: '', supplier: supplierId, supplierName: supplier.name },
      ...{ country: supplier.country, site: like?.site ?? '', siteName: like?.siteName ?? 'your location' },
      ...{ mode: '', group, orderedOn: days.day, dueOn, deliveredOn: null, numbers: { quantity } },
    }
    const [scored] = score({ history, lines: [line], asOf: days.day, model: inUse?.learned ?? null })
    const { probability, daysLate, basis, reasons } = scored!
    return [
      {
        ...{ lineId: null, probability, daysLate, basis, asOf: days.today },
        ...{ modelId: basis === 'model' ? inUse!.id : null, reasons: reasons.map(toIds) },
      },
    ]
  })
}
