import { orderForTrade } from '#src/features/purchasing/orders/service.ts'
import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { pricePerPiece } from '../decimals.ts'
import type { TradeRow } from '../trades/repository.ts'

/** Carries a trade out. */
interface Adapter {
  kind: string
  /**
   * Carries the trade out in the transaction that notes it as placed, so both happen or neither. `requester` has
   * the rights of this moment, undefined where nobody is left. An AppError says that it can never be carried out.
   */
  place: (tx: Tx, trade: TradeRow, requester: Principal | undefined) => Promise<{ externalRef: string }>
}

/** An order that exists on paper alone: somebody places it by hand. */
const paper: Adapter = {
  kind: 'paper',
  place: async (_tx, { id }) => ({ externalRef: `paper-${id}` }),
}

/** A purchase order of one line, written and submitted with the rights that the requester has now. */
const purchaseOrder: Adapter = {
  kind: 'purchase_order',
  async place(tx, trade, requester) {
    const { id, tenantId, requestedBy, requestId, quantity, amount, currency } = trade
    if (!requester?.permissions.has('orders.write'))
      throw new AppError('forbidden', 'Whoever requested it may not order any more.')
    const order = await orderForTrade(
      tx,
      requester,
      {
        ...{ supplier_id: trade.supplierId!, location_id: trade.locationId!, currency },
        ...{ reference: null, notes: null },
        lines: [
          {
            ...{ item_id: trade.instrumentId, quantity, due_on: trade.dueOn! },
            price: pricePerPiece(amount, quantity, currency),
          },
        ],
      },
      (entry) => writeAuditEntry(tx, { tenantId, userId: requestedBy, requestId }, entry),
      id,
    )
    return { externalRef: order.order_no }
  },
}

const adapters: readonly Adapter[] = [paper, purchaseOrder]

export function getAdapter(kind: string): Adapter {
  const adapter = adapters.find((one) => one.kind === kind)
  if (!adapter) throw new Error(`there is no adapter ${kind}`)
  return adapter
}
