import { definePage } from '#src/lib/operation/operation.ts'
import { pageAt } from '#src/lib/operation/paging.ts'
import { countDestinations, findDestinations } from '../record/repository.ts'
import { toDestination } from '../record/resource.ts'
import { destination, listDestinationsInput } from '../record/schema.ts'

export const listDestinations = definePage({
  name: 'exports.destinations.list',
  summary: 'The places that exports can be delivered to, by name. Only admins see their settings.',
  permission: 'exports.destinations.read',
  input: listDestinationsInput,
  item: destination,
  async run({ context, tx, input: { page, limit } }) {
    const total = await countDestinations(tx)
    const rows = await findDestinations(tx, limit, (page - 1) * limit)
    return {
      items: rows.map((row) => toDestination(context.principal, row)),
      pagination: pageAt({ page, limit }, total),
    }
  },
})
