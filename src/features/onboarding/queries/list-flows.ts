import { definePage } from '#src/lib/operation/operation.ts'
import { pageOf, windowOf } from '#src/lib/operation/paging.ts'
import { findFlows } from '../flows/repository.ts'
import { toFlow } from '../flows/resource.ts'
import { flowResource, listFlowsInput } from '../flows/schema.ts'

export const listFlows = definePage({
  name: 'onboarding.flows.list',
  summary: 'Flows, in the order in which they come.',
  permission: 'onboarding.read',
  input: listFlowsInput,
  item: flowResource,
  async run({ tx, input }) {
    const found = await findFlows(tx, { status: input.status }, windowOf(input))
    const { rows, pagination } = pageOf(input, found)
    return { items: rows.map(toFlow), pagination }
  },
})
