import type { TenantId } from '#src/lib/context.ts'
import { systemTransaction, transaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { log } from '#src/lib/log.ts'
import { addPeriods } from '../series/grains.ts'
import { todayIn } from '../series/plan.ts'
import { findOddPrices, findSelling, insertAnomalies, type NewAnomaly, type OddPrice } from './repository.ts'

/** How long ago a sale may be to be looked at. */
const days = 90
/** The most that one pass tells of one company. */
const most = 200

/** Looks for prices far from what an item usually costs; returns how many were found that nobody was told of. */
export async function findPrices(now = new Date()): Promise<number> {
  const since = addPeriods(todayIn('UTC', now), 'day', -days)
  let found = 0
  // A company whose prices take too long to read keeps no other from being looked at.
  for (const tenantId of await systemTransaction((tx) => findSelling(tx, since)))
    found += await findPricesOf(tenantId, since).catch((error) => {
      log.warn({ err: error, tenantId }, 'prices not looked at')
      return 0
    })
  return found
}

function findPricesOf(tenantId: TenantId, since: string): Promise<number> {
  return transaction(tenantId, 'read write', async (tx) =>
    insertAnomalies(tx, (await findOddPrices(tx, since, most)).map(toAnomaly)),
  )
}

function toAnomaly(odd: OddPrice): NewAnomaly {
  const { tenantId, id, orderNo, lineNo, orderDate, productId, sku, price, median, score } = odd
  const [usual, paid] = [median.toFixed(2), price.toFixed(2)]
  return {
    ...{ tenantId, score, kind: 'price', dataset: 'sales', itemId: productId, occurredOn: orderDate },
    subject: `${sku} in order ${orderNo}`,
    reason: `The list price was ${paid}, while ${usual} is usual for this item.`,
    evidence: [
      { order: orderNo, line: lineNo, order_date: orderDate, price, usual_price: Number(usual), sale_id: id },
    ],
    fingerprint: `price ${id}`,
  }
}

export const oddPrices = defineSweep({
  name: 'anomalies.find_prices',
  every: 6 * 3_600_000,
  run: () => findPrices(),
})
