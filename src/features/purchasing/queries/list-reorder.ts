import { reorderSuggestions as dataset } from '#src/features/datasets/catalog/procurement/reorder-suggestions.ts'
import { listIds } from '#src/features/datasets/queries/list-ids.ts'
import { pageSeconds } from '#src/features/datasets/rows/service.ts'
import { definePage } from '#src/lib/operation/operation.ts'
import { todayOf } from '../orders/today.ts'
import { findItemsOf } from '../reorder/repository.ts'
import { toSuggestion } from '../reorder/resource.ts'
import { listReorderInput, suggestion } from '../reorder/schema.ts'
import { workOut } from '../reorder/service.ts'

export const listReorder = definePage({
  name: 'reorder.list',
  summary:
    'Items that need an order, the first to run out first, with demand, quantity and ranked suppliers as they are now: the same items as their export.',
  permission: 'orders.read',
  input: listReorderInput,
  item: suggestion,
  longReadSeconds: pageSeconds,
  async run({ context: { principal }, tx, input }) {
    const { q: search, method, supplier_no, run_out_before: date_to, sort_by, sort_order, ...page } = input
    const { ids, pagination } = await listIds(tx, principal, dataset, {
      filters: { search, method, supplier_no, date_to },
      sort: [{ column: sort_by, direction: sort_order }],
      ...{ ...page, parameterOf },
    })
    const listed = await findItemsOf(tx, ids)
    const outlooks = await workOut(
      tx,
      { today: todayOf(principal) },
      listed.map(({ itemId }) => itemId),
    )
    const byItem = new Map(outlooks.map((outlook) => [outlook.id, outlook]))
    const items = listed.flatMap(({ id, itemId }) => {
      const outlook = byItem.get(itemId)
      return outlook ? [toSuggestion(id, outlook)] : []
    })
    return { items, pagination }
  },
})

const names: Record<string, string> = { search: 'q', date_to: 'run_out_before' }

/** The parameter that a path of the dataset's request stands for. */
function parameterOf(path: string): string {
  const [, key = path] = /^filters\.([a-z_]+)/.exec(path) ?? []
  return names[key] ?? key
}
