import * as z from 'zod'
import { policyNames } from '#src/lib/db/schema/onboarding/flows.ts'
import { learner } from '../fields/schema.ts'

const flow_id = z.uuid('must be the ID of a flow')

export const modelInput = z.strictObject({ flow_id })
export const predictInput = z.strictObject({ flow_id, learner })
export const retrainInput = z.strictObject({
  flow_id,
  reset: z.boolean().default(false).describe('Forget what was learned before now.'),
})

const share = z.number()

export const modelCard = z.object({
  flow_id: z.uuid(),
  policy: z.enum(policyNames),
  hold_out_percent: z.number().int(),
  /** How often a step is chosen at random, once there is a model. */
  exploration: share,
  /** So many decisions must have ended before there is a model; until then the order is fixed. */
  needed: z.number().int(),
  ended_decisions: z.number().int(),
  model: z
    .object({
      version: z.number().int(),
      trained_at: z.iso.datetime(),
      trained_on: z.number().int(),
      features: z.array(z.string()),
      steps: z.array(z.object({ key: z.string(), seen: z.number().int() })),
      /** On the newest fifth of the decisions, which a model that was trained on the others had not seen. */
      validation: z.object({
        decisions: z.number().int(),
        /** The mean squared error of the expected reward, */
        brier: share,
        /** and that of always expecting the average. */
        brier_of_average: share,
        /** The share of decisions in which more or less than an even chance was right. */
        accuracy: share,
      }),
    })
    .nullable(),
})
export type ModelCard = z.infer<typeof modelCard>

export const prediction = z.object({
  policy: z.string(),
  model_version: z.number().int().nullable(),
  steps: z.array(
    z.object({
      key: z.string(),
      /** Null: without a model nothing is expected. */
      expected: share.nullable(),
      uncertainty: share.nullable(),
      propensity: share,
    }),
  ),
})

export const retrainAnswer = z.object({ queued: z.literal(true) })

export const experimentInput = z.strictObject({ flow_id })

const interval = { value: share.nullable(), low: share.nullable(), high: share.nullable() }

export const experimentResource = z.object({
  flow_id: z.uuid(),
  hold_out_percent: z.number().int(),
  arms: z.array(
    z.object({
      name: z.string(),
      decisions: z.number().int(),
      /** The share of recommendations that were completed, with its 95 % interval. */
      completion: z.object(interval),
    }),
  ),
  /** How much more is completed than in the fixed order; 0.05 is 5 of 100. Null: too little is known. */
  lifts: z.array(z.object({ method: z.enum(['hold_out', 'ips', 'snips', 'doubly_robust']), ...interval })),
})
export type ExperimentResource = z.infer<typeof experimentResource>
