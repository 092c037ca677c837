import type { TenantId } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { findItemForecasts, findTimeZone } from '../record/repository.ts'
import { addPeriods } from '../series/grains.ts'
import { todayIn } from '../series/plan.ts'
import { findAvailable, findForecastItems } from './repository.ts'
import { runOutDays } from './run-out.ts'

/** An item that may run out; days are YYYY-MM-DD, null where it lasts. */
export interface RunOut {
  itemId: string
  p50: string | null
  p90: string | null
  /** Pieces that are there and promised to nobody. */
  quantity: number
}

const batch = 500

/** Items that may run out within so many days, by their latest forecasts; the first to run out first. */
export function findRunOuts(tenantId: TenantId, days: number): Promise<RunOut[]> {
  if (!Number.isInteger(days) || days < 1 || days > 366)
    throw new RangeError('days: a whole number from 1 to 366')
  return transaction(tenantId, 'read only', async (tx) => {
    const today = todayIn((await findTimeZone(tx, tenantId)) ?? 'UTC', new Date())
    const before = addPeriods(today, 'day', days)
    const found: RunOut[] = []
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const items = await findForecastItems(tx, after, batch)
      found.push(...(await runOutsOf(tx, items, today, before)))
      if (items.length < batch) return found.sort((a, b) => (a.p90! < b.p90! ? -1 : 1))
      after = items.at(-1)!
    }
  })
}

async function runOutsOf(tx: Tx, items: string[], today: string, before: string): Promise<RunOut[]> {
  const available = await findAvailable(tx, items)
  const forecasts = await findItemForecasts(tx, items, today)
  return forecasts.flatMap(({ itemId, points }) => {
    const quantity = available.get(itemId) ?? 0
    const { p50, p90 } = runOutDays(points, quantity, today, before)
    return p90 === null ? [] : [{ itemId, p50, p90, quantity }]
  })
}
