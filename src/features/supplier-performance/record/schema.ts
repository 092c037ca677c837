import * as z from 'zod'
import { predictionBases } from '#src/lib/db/schema/insights/late-predictions.ts'
import { modelKinds, modelStatuses, modelTriggers } from '#src/lib/db/schema/insights/models.ts'

const paging = {
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(10_000).optional().describe('A next_cursor of this list.'),
}

interface Paged {
  page: number
  cursor?: string | undefined
}

function requireOneStart({ cursor, page }: Paged, context: z.core.$RefinementCtx): void {
  if (cursor === undefined || page === 1) return
  context.addIssue({ code: 'custom', path: ['page'], message: 'is said by the cursor already; leave it out' })
}

export const listPredictionsInput = z
  .strictObject({
    supplier_no: z.string().trim().min(1, 'must not be empty').max(200).optional(),
    order_no: z.string().trim().min(1, 'must not be empty').max(200).optional(),
    basis: z.enum(predictionBases, `must be one of: ${predictionBases.join(', ')}`).optional(),
    ...paging,
  })
  .superRefine(requireOneStart)

export const listModelsInput = z
  .strictObject({
    status: z.enum(modelStatuses, `must be one of: ${modelStatuses.join(', ')}`).optional(),
    ...paging,
  })
  .superRefine(requireOneStart)

export const modelById = z.strictObject({ id: z.uuid('must be the ID of a model') })
export const supplierById = z.strictObject({ id: z.uuid('must be the ID of a supplier') })
export const orderById = z.strictObject({ id: z.uuid('must be the ID of an order') })

export const retrainInput = z.strictObject({
  kind: z.enum(modelKinds, `must be one of: ${modelKinds.join(', ')}`).default('lateness'),
  seed: z.int('must be a whole number from 0 to 1000000000').min(0).max(1_000_000_000).default(1),
})

const instant = z.iso.datetime()
const day = z.iso.date()

export const reasonResource = z.object({
  code: z.string(),
  text: z.string(),
  /** What it adds to the logarithm of the odds of being late. */
  effect: z.number(),
  evidence: z.array(z.object({ order_line_id: z.uuid(), order_id: z.uuid(), label: z.string() })),
})

export const predictionResource = z.object({
  id: z.uuid(),
  order_line_id: z.uuid(),
  order_id: z.uuid(),
  order_no: z.string(),
  line_no: z.int(),
  item_id: z.uuid(),
  sku: z.string(),
  description: z.string(),
  /** Pieces that have not come. */
  open: z.int(),
  supplier_id: z.uuid(),
  supplier_no: z.string(),
  supplier_name: z.string(),
  promised_on: day,
  as_of: day,
  basis: z.enum(predictionBases),
  model_id: z.uuid().nullable(),
  probability: z.number(),
  /** Of lines that come late: half are less late than `median`, four in five between `low` and `high`. */
  days_late: z.object({ low: z.int(), median: z.int(), high: z.int() }).nullable(),
  reasons: z.array(reasonResource),
})
export type PredictionResource = z.infer<typeof predictionResource>

const knowledge = {
  /** The day as of which open lines are predicted; null before the first time. */
  scored_on: day.nullable(),
  lines_known: z.int(),
  lines_late: z.int(),
}

export const supplierPrediction = z.object({
  supplier_id: z.uuid(),
  ...knowledge,
  /** Lines that are still to come, and how many of them are expected to be late. */
  open_lines: z.int(),
  expected_late: z.number(),
  /** The 20 with the highest risk. */
  lines: z.array(predictionResource),
})
export type SupplierPrediction = z.infer<typeof supplierPrediction>

export const orderPrediction = z.object({ order_id: z.uuid(), lines: z.array(predictionResource) })

const bin = z.object({ count: z.int(), said: z.number(), came: z.number() })
export type CalibrationBin = z.infer<typeof bin>

const outcomes = z.object({
  lines: z.int(),
  late: z.int(),
  expected: z.number(),
  brier: z.number(),
  auc: z.number().nullable(),
})

export const standingResource = z.object({
  ...knowledge,
  open_lines: z.int(),
  expected_late: z.number(),
  /** The model in use; null: predictions come from history. */
  model: z.object({ id: z.uuid(), number: z.int(), as_of: day }).nullable(),
  /** Whether a model is being trained. */
  is_training: z.boolean(),
  calibration: z.object({
    /** outcomes: of predictions that people saw; held_out: of the lines that judged the model; none: too few. */
    source: z.enum(['outcomes', 'held_out', 'none']),
    lines: z.int(),
    /** Mean distance of what was said and what came. */
    error: z.number().nullable(),
    bins: z.array(bin),
  }),
})
export type Standing = z.infer<typeof standingResource>

export const modelResource = z.object({
  id: z.uuid(),
  kind: z.enum(modelKinds),
  number: z.int(),
  name: z.string(),
  status: z.enum(modelStatuses),
  trigger: z.enum(modelTriggers),
  as_of: day,
  seed: z.int(),
  code_version: z.string(),
  created_at: instant,
  completed_at: instant.nullable(),
  phase: z.string().nullable(),
  progress_percentage: z.int(),
  error_message: z.string().nullable(),
  data: z.object({
    from: day.nullable(),
    to: day.nullable(),
    sha256: z.string().nullable(),
    lines_known: z.int().nullable(),
    lines_late: z.int().nullable(),
  }),
  features: z.array(z.string()),
  limits: z.array(z.string()),
  compared_with: z.uuid().nullable(),
  verdict: z.enum(['not_worse', 'worse', 'too_few']).nullable(),
  reason: z.string().nullable(),
  /** The lines that judged it, which no compared model had seen. */
  tested: z
    .object({
      lines: z.int(),
      late: z.int(),
      from: day,
      to: day,
      scores: z.array(z.object({ method: z.string(), auc: z.number(), brier: z.number(), ece: z.number() })),
      differences: z.array(
        z.object({ against: z.string(), brier: z.number(), lower: z.number(), upper: z.number() }),
      ),
      bins: z.array(bin),
    })
    .nullable(),
  /** What became of the lines that it predicted; null before the first. */
  outcomes: outcomes.nullable(),
  activated_at: instant.nullable(),
  activated_by: z.string().nullable(),
  links: z.record(z.string(), z.string()),
})
export type ModelResource = z.infer<typeof modelResource>

export const supplierStanding = z.object({
  id: z.uuid(),
  supplier_no: z.string(),
  name: z.string(),
  open_lines: z.int(),
  expected_late: z.number(),
  /** Of the last twelve months; figures need at least five deliveries. */
  deliveries: z.int(),
  on_time_in_full: z.number().nullable(),
  days_late: z.int().nullable(),
  reject_rate: z.number().nullable(),
})
export type SupplierStanding = z.infer<typeof supplierStanding>
