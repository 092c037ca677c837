import type { Principal } from '#src/lib/context.ts'
import { codeVersion } from '../lines/named-line.ts'
import type { FoundPrediction } from '../predictions/repository.ts'
import type { FoundModel, ModelRow, Outcomes } from './repository.ts'
import type { ModelResource, PredictionResource } from './schema.ts'

export function toPrediction({ row, ...found }: FoundPrediction): PredictionResource {
  const { daysLate: median, daysLateLow: low, daysLateHigh: high } = row
  return {
    id: row.id,
    order_line_id: row.orderLineId,
    order_id: row.orderId,
    order_no: found.orderNo,
    line_no: found.lineNo,
    item_id: found.itemId,
    sku: found.sku,
    description: found.description,
    open: Math.max(found.quantity - found.received, 0),
    supplier_id: row.supplierId,
    supplier_no: found.supplierNo,
    supplier_name: found.supplierName,
    promised_on: row.promisedOn,
    as_of: row.asOf,
    basis: row.basis as PredictionResource['basis'],
    model_id: row.modelId,
    probability: row.probability,
    days_late: median === null || low === null || high === null ? null : { low, median, high },
    reasons: row.reasons as PredictionResource['reasons'],
  }
}

/** Whether an admin may put it to use: a candidate, or one that was in use before. */
export function canActivate({ status, activatedAt, codeVersion: trainedBy }: ModelRow): boolean {
  return (
    (status === 'candidate' || (status === 'retired' && activatedAt !== null)) && trainedBy === codeVersion
  )
}

export function toModel(
  { permissions }: Principal,
  { row, activatedBy }: FoundModel,
  outcomes: Outcomes | undefined,
): ModelResource {
  const self = `/api/v1/analytics/models/${row.id}`
  const { modelId: _, ...figures } = outcomes ?? { modelId: null }
  return {
    id: row.id,
    kind: row.kind as ModelResource['kind'],
    number: row.number,
    name: `Late deliveries, model ${row.number}`,
    status: row.status as ModelResource['status'],
    trigger: row.trigger as ModelResource['trigger'],
    as_of: row.asOf,
    seed: row.seed,
    code_version: row.codeVersion,
    created_at: row.createdAt.toISOString(),
    completed_at: row.completedAt?.toISOString() ?? null,
    phase: row.phase,
    progress_percentage: row.progressPercentage,
    error_message: row.errorMessage,
    data: {
      from: row.dataFrom,
      to: row.dataTo,
      sha256: row.dataHash,
      lines_known: row.linesKnown,
      lines_late: row.linesLate,
    },
    features: row.features ?? [],
    limits: row.limits ?? [],
    compared_with: row.comparedWith,
    verdict: row.verdict as ModelResource['verdict'],
    reason: row.reason,
    tested: row.tested as ModelResource['tested'],
    outcomes: outcomes ? (figures as ModelResource['outcomes']) : null,
    activated_at: row.activatedAt?.toISOString() ?? null,
    activated_by: activatedBy,
    links: {
      self,
      ...(canActivate(row) && permissions.has('analytics.manage') && { activate: `${self}/activate` }),
    },
  }
}
