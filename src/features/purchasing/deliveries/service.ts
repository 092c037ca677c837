import { lockExisting, post } from '#src/features/inventory/ledger/service.ts'
import { followOrder } from '#src/features/spend/orders/service.ts'
import type { Context, Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, invalid, notFound } from '#src/lib/errors.ts'
import { receivedStatus } from '../orders/moves.ts'
import { addReceived, findLines, type OrderRow, updateOrder } from '../orders/repository.ts'
import { acceptedTotal } from '../orders/spending.ts'
import { todayOf } from '../orders/today.ts'
import type { Arrival } from './arrival.ts'
import {
  type DeliveryRow,
  findCurrencies,
  findDeliveries,
  findDeliveryLines,
  findQuarantine,
} from './repository.ts'
import { toDelivery } from './resource.ts'
import type { DeliveryResource } from './schema.ts'

export async function getDelivery(tx: Tx, principal: Principal, id: string): Promise<DeliveryResource> {
  const [found] = await findDeliveries(tx, [id])
  if (!found) throw notFound('delivery')
  return toDelivery(principal, found, await findDeliveryLines(tx, id))
}

/** Where rejected pieces go; null where none are. */
export async function quarantineFor(
  tx: Tx,
  asked: string | undefined,
  arrivals: Arrival[],
): Promise<string | null> {
  if (arrivals.every(({ rejected }) => rejected === 0)) {
    if (asked === undefined) return null
    throw invalid('quarantine_location_id', 'is for rejected pieces, and there are none')
  }
  const found = await findQuarantine(tx, asked)
  if (found) return found
  if (asked) throw invalid('quarantine_location_id', 'must be the ID of a location of the kind quarantine')
  throw new AppError(
    'conflict',
    'You have no location of the kind quarantine for rejected pieces. Create one, then post the delivery.',
  )
}

/** Posts what arrived to the ledger. A price in another currency than the item's cost says nothing of the cost. */
export async function postReceipts(
  tx: Tx,
  principal: Principal,
  delivery: DeliveryRow,
  order: OrderRow,
  arrivals: Arrival[],
): Promise<void> {
  const currencies = await findCurrencies(
    tx,
    arrivals.map(({ line }) => line.productId),
  )
  const isToday = delivery.deliveredOn === todayOf(principal)
  const movements = movementsOf(arrivals, delivery)
  await lockExisting(tx, movements)
  await post(
    tx,
    principal,
    movements.map(({ productId, locationId, quantity, price, reason }) => ({
      ...{ productId, locationId, quantity, reason },
      kind: 'receipt',
      unitCost: currencies.get(productId) === order.currency ? price : undefined,
      reference: delivery.deliveryNo,
      deliveryId: delivery.id,
      occurredAt: isToday ? undefined : `${delivery.deliveredOn} 12:00 ${principal.timeZone}`,
    })),
  )
}

/** Stores what a delivery brings to the lines of a locked order, or takes back from them, and its new state. */
export async function settleOrder(
  tx: Tx,
  context: Context,
  order: OrderRow,
  arrivals: Arrival[],
  sign: 1 | -1,
): Promise<string> {
  for (const { line, accepted, rejected } of arrivals)
    await addReceived(tx, line.id, { accepted: sign * accepted, rejected: sign * rejected })
  const lines = await findLines(tx, order.id)
  const status = receivedStatus(lines)
  await updateOrder(tx, order, { status })
  await followOrder(tx, context, { ...order, status, accepted: acceptedTotal(lines, order.currency) })
  return status
}

/** Accepted pieces with their price, rejected ones without: those are not paid for. In the order of their locks. */
function movementsOf(arrivals: Arrival[], { locationId, quarantineLocationId }: DeliveryRow) {
  const movements = arrivals.flatMap(({ line: { productId, price }, accepted, rejected, reason }) => [
    { productId, locationId, quantity: accepted, price, reason: undefined },
    { productId, locationId: quarantineLocationId!, quantity: rejected, price: undefined, reason },
  ])
  const key = (one: { productId: string; locationId: string }) => `${one.productId} ${one.locationId}`
  return movements
    .filter(({ quantity }) => quantity > 0)
    .sort((one, other) => (key(one) < key(other) ? -1 : 1))
}
