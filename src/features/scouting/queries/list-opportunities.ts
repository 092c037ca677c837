import { definePage } from '#src/lib/operation/operation.ts'
import { pageOf, windowOf } from '#src/lib/operation/paging.ts'
import { findOpportunities } from '../record/repository.ts'
import { toOpportunity } from '../record/resource.ts'
import { listOpportunitiesInput, opportunityResource } from '../record/schema.ts'

export const listOpportunities = definePage({
  name: 'scouting.opportunities.list',
  summary: 'Reasons to buy: those of one status the best first, all of them newest first.',
  permission: 'trading.read',
  input: listOpportunitiesInput,
  item: opportunityResource,
  async run({ tx, input }) {
    const { status, kind } = input
    const { rows, pagination } = pageOf(input, await findOpportunities(tx, { status, kind }, windowOf(input)))
    return { items: rows.map(toOpportunity), pagination }
  },
})
