import { findRunOuts } from '#src/features/forecasting/run-out/service.ts'
import type { TenantId } from '#src/lib/context.ts'
import { transaction } from '#src/lib/db/transaction.ts'
import { log } from '#src/lib/log.ts'
import { getDependency, isLeftAlone } from '#src/lib/resilience/dependency.ts'
import { insertOpportunities, type NewOpportunity } from '../record/repository.ts'
import { fromRunOut, type RunOutFound } from './opportunity.ts'
import { findAtReorderPoint, findBySales, findItems, findKnown, type Item } from './repository.ts'

/** What runs out later is not looked for yet. */
const horizonDays = 30
/** Of each way of finding. */
const mostItems = 200
const dayMs = 86_400_000
/** Then the facts are old, and what still runs out is found anew. */
const validDays = 7

const forecasting = getDependency({ kind: 'forecasting', callMs: 800, tries: 1 })

/** How run-outs were looked for. */
export interface Finding {
  method: 'forecast' | 'moving_average' | 'reorder_point'
  degraded: boolean
  because: string | null
  /** How many are new. */
  found: number
}

type ForecastSource = (tenantId: TenantId, days: number) => ReturnType<typeof findRunOuts>

/**
 * Looks for items that run out, and keeps what is found. Items without a forecast are told by their sales, and those
 * without sales by their reorder point; so are all where forecasting does not answer.
 */
export async function findRunOutOpportunities(
  { tenantId, timeZone }: { tenantId: TenantId; timeZone: string },
  forecasts: ForecastSource = findRunOuts,
): Promise<Finding> {
  const forecast = await askForecasts(tenantId, timeZone, forecasts)
  return transaction(tenantId, 'read write', async (tx) => {
    const sold = await findBySales(tx, horizonDays, mostItems)
    const low = await findAtReorderPoint(tx, mostItems)
    const found = new Map<string, RunOutFound>()
    for (const { id, days } of low) found.set(id, { method: 'reorder_point', days })
    for (const { id, days } of sold) found.set(id, { method: 'moving_average', days })
    for (const { id, days } of forecast.items) found.set(id, { method: 'forecast', days })
    const known = await findKnown(tx, [...found.keys()], horizonDays)
    const items = await findItems(
      tx,
      [...found.keys()].filter((id) => !known.has(id)),
    )
    const made = items.flatMap((item) => toOpportunity(item, found.get(item.id)!) ?? [])
    const ids = await insertOpportunities(tx, tenantId, made)
    return { ...methodOf(forecast, sold.length), found: ids.length }
  })
}

interface Answer {
  items: { id: string; days: number }[]
  because: string | null
}

async function askForecasts(
  tenantId: TenantId,
  timeZone: string,
  forecasts: ForecastSource,
): Promise<Answer> {
  try {
    const found = await forecasting.ask(() => forecasts(tenantId, horizonDays))
    const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date())
    const items = found.slice(0, mostItems).map(({ itemId, p50, p90 }) => ({
      id: itemId,
      days: Math.max(0, (Date.parse((p50 ?? p90)!) - Date.parse(today)) / dayMs),
    }))
    return { items, because: items.length > 0 ? null : 'No item has a forecast by which it runs out.' }
  } catch (error) {
    if (isLeftAlone(error))
      return { items: [], because: 'Forecasting failed several times and is left alone for a while.' }
    log.warn({ err: error, tenantId }, 'run-outs are found without forecasts')
    return { items: [], because: 'Forecasting did not answer in time.' }
  }
}

function methodOf(
  { items, because }: Answer,
  sold: number,
): Pick<Finding, 'method' | 'degraded' | 'because'> {
  if (items.length > 0) return { method: 'forecast', degraded: false, because: null }
  return { method: sold > 0 ? 'moving_average' : 'reorder_point', degraded: true, because }
}

function toOpportunity(item: Item, runOut: RunOutFound): NewOpportunity | undefined {
  const found = fromRunOut(item, runOut)
  return (
    found && {
      ...found,
      ...{ kind: 'run_out', method: runOut.method, instrumentKind: 'product', instrumentId: item.id },
      ...{ title: item.name, supplierId: item.supplierId, category: item.category, currency: item.currency },
      validUntil: new Date(Date.now() + validDays * dayMs),
    }
  )
}
