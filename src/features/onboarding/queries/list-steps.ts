import * as z from 'zod'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { getDetails } from '../flows/service.ts'
import { listStepsInput, stepResource } from '../steps/schema.ts'

export const listSteps = defineQuery({
  name: 'onboarding.steps.list',
  summary: 'The steps of a flow in their order: those of its draft, or those that are published.',
  permission: 'onboarding.read',
  input: listStepsInput,
  output: z.array(stepResource),
  async run({ tx, input: { id, of } }) {
    const { steps, published_steps } = await getDetails(tx, id)
    return of === 'draft' ? steps : published_steps
  },
})
