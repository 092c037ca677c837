import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { countOpen, findRiskiest } from '../predictions/repository.ts'
import { toPrediction } from '../record/resource.ts'
import { predictionResource } from '../record/schema.ts'

const most = 3
/** More likely late than not. */
const highRisk = 0.5

export const getLateRisks = defineQuery({
  name: 'analytics.lateness.risks',
  summary: 'Order lines that are more likely late than not: how many, and the first three.',
  permission: 'analytics.read',
  input: z.strictObject({}),
  output: z.object({ count: z.int(), lines: z.array(predictionResource) }),
  async run({ tx }) {
    const { lines: count } = await countOpen(tx, { from: highRisk })
    return { count, lines: (await findRiskiest(tx, { from: highRisk }, most)).map(toPrediction) }
  },
})
