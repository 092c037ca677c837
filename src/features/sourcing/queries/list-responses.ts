import { definePage } from '#src/lib/operation/operation.ts'
import { pageAt } from '#src/lib/operation/paging.ts'
import { getDetails } from '../record/service.ts'
import { countResponses, findResponses } from '../responses/repository.ts'
import { toResponse } from '../responses/resource.ts'
import { listResponsesInput, responseResource } from '../responses/schema.ts'

export const listResponses = definePage({
  name: 'rfps.responses.list',
  summary: 'The responses to a request by supplier. Prices and notes are null while they are sealed.',
  permission: 'rfps.read',
  input: listResponsesInput,
  item: responseResource,
  async run({ context, tx, input: { id, page, limit } }) {
    await getDetails(tx, context, id)
    const rows = await findResponses(tx, id, { limit, offset: (page - 1) * limit })
    const total = await countResponses(tx, id)
    return {
      items: rows.map((row) => toResponse(context.principal, row)),
      pagination: pageAt({ page, limit }, total),
    }
  },
})
