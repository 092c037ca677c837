import { invalid } from '#src/lib/errors.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { getRow } from '../items/service.ts'
import { countMovements, findBalances, listMovementRows } from '../ledger/repository.ts'
import { toMovement } from '../ledger/resource.ts'
import { listMovementsInput, movementResource } from '../ledger/schema.ts'
import { pageOf, windowOf } from '../paging.ts'

export const listMovements = definePage({
  name: 'inventory.movements.list',
  summary:
    'The ledger of an item, newest first; with as_of the last movement of each location up to then, whose balance_after is what lay there.',
  permission: 'inventory.read',
  input: listMovementsInput,
  item: movementResource,
  async run({ context, tx, input }) {
    await getRow(tx, input.id)
    const { id: productId, kind, location_id: locationId, date_from: from, date_to: to, as_of } = input
    const filter = { productId, kind, locationId, from, to, timeZone: context.principal.timeZone }
    if (as_of !== undefined) {
      if (kind || from || to || input.cursor)
        throw invalid('as_of', 'goes with location_id alone: it asks what lay there, not what moved')
      const rows = await findBalances(tx, filter, as_of)
      const total = rows.length
      const pagination = { page: 1, limit: Math.max(total, 1), total, pages: Math.min(total, 1) }
      return {
        items: rows.map(toMovement),
        pagination: { ...pagination, next_cursor: null, has_more: false },
      }
    }
    const { after, ...window } = windowOf(input)
    if (after && Number.isNaN(Date.parse(after.value)))
      throw invalid('cursor', 'must be a next_cursor of this list')
    const page = { ...window, after: after && { at: after.value, id: after.id } }
    const found = await listMovementRows(tx, filter, page)
    const { rows, pagination } = pageOf(
      input,
      found,
      await countMovements(tx, filter),
      ({ postedText, id }) => {
        return { value: postedText, id }
      },
    )
    return { items: rows.map(toMovement), pagination }
  },
})
