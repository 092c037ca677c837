import { listLocations } from '#src/features/inventory/queries/list-locations.ts'
import { todayOf } from '#src/features/purchasing/orders/today.ts'
import { listSuppliers } from '#src/features/suppliers/queries/list.ts'
import type { Context } from '#src/lib/context.ts'

/** What the form of an order offers: active suppliers by name, and places that take deliveries. */
export async function formChoices(context: Context) {
  const suppliers = []
  let cursor: string | null = null
  do {
    const page = await listSuppliers.execute(context, {
      ...{ status: 'active', limit: 100 },
      ...(cursor === null ? {} : { cursor }),
    })
    suppliers.push(...page.items)
    cursor = page.pagination.next_cursor
  } while (cursor !== null && suppliers.length < 1_000)
  const { items: locations } = await listLocations.execute(context, { limit: 500 })
  return {
    suppliers: suppliers.map(({ id, name, supplier_no, currency }) => ({
      ...{ value: id, label: `${name} (${supplier_no})`, currency },
    })),
    locations: locations
      .filter(({ kind }) => kind === 'warehouse' || kind === 'shop')
      .map(({ id, name }) => ({ value: id, label: name })),
    today: todayOf(context.principal),
  }
}
