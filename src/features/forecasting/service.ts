import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { demandWithin } from './record/demand.ts'
import { findItemForecasts, findTimeZone } from './record/repository.ts'
import { addPeriods } from './series/grains.ts'
import { todayIn } from './series/plan.ts'

const days = 30

/** What the latest forecast of an item expects of the next 30 days. */
export interface ItemDemand {
  next30: number
  p10: number
  p50: number
  p90: number
  method: string
  runId: string
}

/** By item; one that was not forecast, or not for all of the 30 days, is left out. */
export async function findItemDemand(
  tx: Tx,
  tenantId: TenantId,
  itemIds: string[],
): Promise<Map<string, ItemDemand>> {
  const today = todayIn((await findTimeZone(tx, tenantId)) ?? 'UTC', new Date())
  const until = addPeriods(today, 'day', days)
  const found = await findItemForecasts(tx, itemIds, today)
  return new Map(
    found.flatMap(({ itemId, runId, method, points }) => {
      const demand = demandWithin(points, today, until)
      return demand ? [[itemId, { ...demand, next30: demand.p50, method, runId }] as const] : []
    }),
  )
}
