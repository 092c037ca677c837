import { notFound } from '#src/lib/errors.ts'
import { defineQuery } from '#src/lib/operation/operation.ts'
import { findOpportunity } from '../record/repository.ts'
import { toOpportunity } from '../record/resource.ts'
import { opportunityById, opportunityResource } from '../record/schema.ts'

export const getOpportunity = defineQuery({
  name: 'scouting.opportunities.get',
  summary: 'One opportunity with the facts as they were when it was found, and what came of it.',
  permission: 'trading.read',
  input: opportunityById,
  output: opportunityResource,
  async run({ tx, input }) {
    const row = await findOpportunity(tx, input.id)
    if (!row) throw notFound('opportunity')
    return toOpportunity(row)
  },
})
