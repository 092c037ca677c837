import { findItemDemand } from '#src/features/forecasting/service.ts'
import { invalid } from '#src/lib/errors.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { countItems, findItems, findLevels } from '../items/repository.ts'
import { toItem } from '../items/resource.ts'
import { pageOf, windowOf } from '../paging.ts'
import { enhancedInventoryItem, listItemsInput } from '../schema.ts'

export const listItems = definePage({
  name: 'inventory.list',
  summary: 'Items with their levels. Archived ones are left out.',
  permission: 'inventory.read',
  input: listItemsInput,
  item: enhancedInventoryItem,
  async run({ context, tx, input }) {
    const { needs_reorder: needsReorder, sort_by: sort, sort_order: direction, ...rest } = input
    const { search, status, location, category, supplier, tag, abc } = rest
    const filter = {
      search: search || undefined,
      status,
      location,
      category,
      supplier,
      tag,
      abc,
      needsReorder,
    }
    const window = windowOf(input)
    const { after } = window
    if (after && sort === 'updated_at' && Number.isNaN(Date.parse(after.value)))
      throw invalid('cursor', 'belongs to a list in another order')
    const found = await findItems(tx, filter, { sort, direction, ...window })
    const { rows, pagination } = pageOf(input, found, await countItems(tx, filter), ({ sortText, id }) => {
      return { value: sortText, id }
    })
    const ids = rows.map(({ id }) => id)
    const byItem = Map.groupBy(await findLevels(tx, ids), ({ productId }) => productId)
    const demand = await findItemDemand(tx, context.principal.tenantId, ids)
    const items = rows.map((row) => toItem(row, byItem.get(row.id) ?? [], demand.get(row.id) ?? null))
    return { items, pagination }
  },
})
