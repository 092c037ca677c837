import { createItem } from '#src/features/inventory/commands/create-item.ts'
import { createLocation } from '#src/features/inventory/commands/create-location.ts'
import { createDelivery } from '#src/features/purchasing/commands/create-delivery.ts'
import { createOrder } from '#src/features/purchasing/commands/create-order.ts'
import { approveOrder, sendOrder, submitOrder } from '#src/features/purchasing/commands/move-order.ts'
import type { CreateDeliveryInput } from '#src/features/purchasing/deliveries/schema.ts'
import type { CreateOrderInput, OrderResource } from '#src/features/purchasing/orders/schema.ts'
import { changeSupplier } from '#src/features/suppliers/commands/change.ts'
import { createSupplier } from '#src/features/suppliers/commands/create.ts'
import { replaceItems } from '#src/features/suppliers/commands/replace-items.ts'
import type { Context } from '#src/lib/context.ts'
import type { AppError } from '#src/lib/errors.ts'
import { contextsOf, createTenant } from './owner.ts'

/** A company with an active supplier, an item at 2.5000 in its price list, a warehouse and a quarantine. */
export async function buyingCompany() {
  const people = await contextsOf(await createTenant(0, { timeZone: 'UTC' }))
  const { admin } = people
  const supplier = await createSupplier.execute(admin, { supplier_no: 'V-1', name: 'Acme', currency: 'EUR' })
  await changeSupplier.execute(admin, { id: supplier.id, status: 'active' })
  const cost = { unitCost: '2.0000', price: '3', currency: 'EUR' }
  const item = await createItem.execute(admin, { sku: 'S-1', name: 'Screw', ...cost })
  const price = { product_id: item.id, price: '2.5000', supplier_sku: 'AC-7', valid_from: '2020-01-01' }
  await replaceItems.execute({ ...admin, ifMatch: '*' }, { id: supplier.id, items: [price] })
  const warehouse = await createLocation.execute(admin, { code: 'W', name: 'Warehouse' })
  const quarantine = await createLocation.execute(admin, {
    code: 'Q',
    name: 'Quarantine',
    kind: 'quarantine',
  })
  const ids = {
    supplierId: supplier.id,
    itemId: item.id,
    locationId: warehouse.id,
    quarantineId: quarantine.id,
  }
  return { ...people, ...ids }
}
export type Company = Awaited<ReturnType<typeof buyingCompany>>

/** One line of the item for each quantity. */
export function orderInput(company: Company, quantities: number | number[] = 10, dueOn = '2026-01-15') {
  const lines = [quantities].flat().map((quantity) => ({ item_id: company.itemId, quantity, due_on: dueOn }))
  const input: CreateOrderInput = { supplier_id: company.supplierId, location_id: company.locationId, lines }
  return input
}

/** An order of the manager's that an admin approved, and that was sent. */
export async function sentOrder(
  company: Company,
  quantities: number | number[] = 10,
  dueOn?: string,
): Promise<OrderResource> {
  const { id } = await createOrder.execute(company.manager, orderInput(company, quantities, dueOn))
  await submitOrder.execute(company.manager, { id })
  await approveOrder.execute(company.admin, { id })
  return sendOrder.execute(company.manager, { id })
}

export function deliver(
  context: Context,
  order: OrderResource,
  line: { quantity: number; rejected?: number; rejection_reason?: string },
  rest: Partial<CreateDeliveryInput> = {},
) {
  const lines = [{ order_line_id: order.lines[0]!.id, ...line }]
  return createDelivery.execute(context, { order_id: order.id, lines, ...rest })
}

/** What a call was refused with. */
export function errorOf(call: Promise<unknown>): Promise<AppError> {
  return call.then(
    () => {
      throw new Error('nothing was refused')
    },
    (error) => error,
  )
}
