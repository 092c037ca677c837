import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { demandWithin, extendedTo } from './record/demand.ts'
import { findItemForecasts, findTimeZone } from './record/repository.ts'
import { runOutDays } from './run-out/run-out.ts'
import { addPeriods, daysBetween } from './series/grains.ts'
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

const outlookDays = 366
/** A forecast that ends sooner says too little of what an order of today must last for. */
const leastDays = 14

/** What the latest forecast of an item expects from today on; behind its end it goes on at its own mean. */
interface ItemOutlook {
  runId: string
  /** What is expected within so many days, at most a year, and the upper end of the 80 % ranges. */
  within: (days: number) => { p50: number; p90: number }
  /** The day that takes the last of so many pieces; null where they last a year. */
  runOut: (available: number) => string | null
}

/** By item; one whose forecast does not reach two weeks ahead is left out. */
export async function findItemOutlooks(
  tx: Tx,
  itemIds: string[],
  today: string,
): Promise<Map<string, ItemOutlook>> {
  const end = addPeriods(today, 'day', outlookDays)
  const found = await findItemForecasts(tx, itemIds, today)
  return new Map(
    found
      .filter(({ points }) => daysBetween(today, points.at(-1)!.endsBefore) >= leastDays)
      .map(({ itemId, runId, points }) => {
        const periods = extendedTo(points, today, end)
        return [
          itemId,
          {
            runId,
            within: (days) => demandWithin(periods, today, addPeriods(today, 'day', days))!,
            runOut: (available) => runOutDays(periods, available, today, end).p50,
          },
        ]
      }),
  )
}
