import { defineQuery } from '#src/lib/operation/operation.ts'
import { flowById, flowDetails } from '../flows/schema.ts'
import { getDetails } from '../flows/service.ts'

export const getFlow = defineQuery({
  name: 'onboarding.flows.get',
  summary: 'One flow with the steps of its draft and those that are published.',
  permission: 'onboarding.read',
  input: flowById,
  output: flowDetails,
  async run({ tx, input: { id } }) {
    return getDetails(tx, id)
  },
})
