import { createOrder } from '#src/features/purchasing/commands/create-order.ts'
import { approveOrder, sendOrder, submitOrder } from '#src/features/purchasing/commands/move-order.ts'
import { listModels } from '#src/features/supplier-performance/queries/list-models.ts'
import { followOrder } from '#src/features/supplier-performance/runs/score.ts'
import { trainModel } from '#src/features/supplier-performance/runs/train.ts'
import { changeSupplier } from '#src/features/suppliers/commands/change.ts'
import { createSupplier } from '#src/features/suppliers/commands/create.ts'
import { asOwner } from './owner.ts'
import { addPastOrders, type PastOrders } from './past-orders.ts'
import { buyingCompany } from './purchasing.ts'

export const worker = { id: crypto.randomUUID(), name: 'test' }

export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

/** A company with a second supplier, and what its workers do with the jobs that they get. */
export async function forecastingCompany() {
  const company = await buyingCompany()
  const { admin, manager } = company
  const other = await createSupplier.execute(admin, { supplier_no: 'V-2', name: 'Tardy', currency: 'EUR' })
  await changeSupplier.execute(admin, { id: other.id, status: 'active' })
  const { tenantId } = admin.principal
  const job = <Payload>(payload: Payload) => ({
    ...{ tenantId, requestId: 'test', payload, signal: new AbortController().signal, worker },
  })
  return {
    ...company,
    tenantId,
    otherId: other.id,
    addPast: (orders: PastOrders, supplierId = company.supplierId) =>
      asOwner((client) => addPastOrders(client, { ...company, tenantId, supplierId }, orders)),
    /** Null: all orders. */
    follow: (orderId: string | null) => followOrder(job({ orderId })),
    /** Carries out the training that waits; resolves to its model. */
    async train(): Promise<string> {
      const { items } = await listModels.execute(admin, { status: 'pending' })
      await trainModel(job({ modelId: items[0]!.id }))
      return items[0]!.id
    },
    /** A sent order of the second supplier, which has no price list. */
    async orderFromOther(): Promise<string> {
      const { id } = await createOrder.execute(manager, {
        ...{ supplier_id: other.id, location_id: company.locationId },
        lines: [{ item_id: company.itemId, quantity: 40, price: '2', due_on: inDays(4) }],
      })
      await submitOrder.execute(manager, { id })
      await approveOrder.execute(admin, { id })
      await sendOrder.execute(manager, { id })
      return id
    },
  }
}
