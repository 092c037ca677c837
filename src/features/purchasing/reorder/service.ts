import { findItemOutlooks } from '#src/features/forecasting/service.ts'
import type { Candidate } from '#src/features/suppliers/discovery/schema.ts'
import { rankOffers } from '#src/features/suppliers/discovery/service.ts'
import type { Context, TenantId } from '#src/lib/context.ts'
import type { demandMethods, leadTimeSources } from '#src/lib/db/schema/company/reorder.ts'
import { retried, type Tx, transaction } from '#src/lib/db/transaction.ts'
import { todayOf } from '../orders/today.ts'
import { demandFrom } from './history.ts'
import { type Demand, neededOf, usualQuantity } from './need.ts'
import { findIssues, findStock, type StockRow, storeOutlooks } from './repository.ts'

export interface Company {
  tenantId: TenantId
  /** Its day, as YYYY-MM-DD. */
  today: string
}

export interface Outlook extends StockRow {
  method: (typeof demandMethods)[number]
  runId: string | null
  leadTime: { days: number; from: (typeof leadTimeSources)[number] }
  demand: { p50: number; p90: number } | null
  runOutOn: string | null
  quantity: number
  /** The best first. */
  suppliers: Candidate[]
}

const weeks = 13
/** Of a supplier that says nothing of it. */
export const assumedLeadTime = 14

/** How long the stock of these items lasts and what to order of them now; items that are not active are left out. */
export async function workOut(
  tx: Tx,
  { today }: Pick<Company, 'today'>,
  itemIds: string[],
): Promise<Outlook[]> {
  if (itemIds.length === 0) return []
  const stock = await findStock(tx, itemIds)
  const ids = stock.map(({ id }) => id)
  const forecasts = await findItemOutlooks(tx, ids, today)
  const issues = await findIssues(
    tx,
    ids.filter((id) => !forecasts.has(id)),
    weeks,
  )
  const demands = new Map(
    ids.flatMap((id): [string, Demand][] => {
      const demand = forecasts.get(id) ?? demandFrom(issues.get(id) ?? [], today)
      return demand ? [[id, demand]] : []
    }),
  )
  const usual = await rankOffers(
    tx,
    stock.map((row) => ({ itemId: row.id, quantity: usualQuantity(row, demands.get(row.id)) })),
    today,
  )
  const outlooks = stock.map((row): Outlook => {
    const demand = demands.get(row.id)
    const suppliers = usual.get(row.id) ?? []
    const leadTime = leadTimeOf(row, suppliers)
    const runId = forecasts.get(row.id)?.runId ?? null
    return {
      ...row,
      method: runId ? 'forecast' : demand ? 'moving_average' : 'reorder_point',
      runId,
      leadTime,
      demand: demand?.within(leadTime.days) ?? null,
      runOutOn: demand ? demand.runOut(row.available) : row.available <= 0 ? today : null,
      quantity: neededOf(row, demand, leadTime.days),
      suppliers,
    }
  })
  const needed = outlooks.filter(({ quantity }) => quantity > 0)
  const ranked = await rankOffers(
    tx,
    needed.map(({ id, quantity, runOutOn }) => ({ itemId: id, quantity, by: runOutOn ?? undefined })),
    today,
  )
  return outlooks.map((outlook) => ({ ...outlook, suppliers: ranked.get(outlook.id) ?? outlook.suppliers }))
}

/** Works these items out and keeps it for lists, files and Home. */
export async function refreshOutlooks(tx: Tx, company: Company, itemIds: string[]): Promise<void> {
  const computedAt = new Date()
  const outlooks = await workOut(tx, company, [...new Set(itemIds)])
  await storeOutlooks(
    tx,
    outlooks.map(({ id, leadTime, demand, suppliers, ...outlook }) => {
      const { method, runId, available, onOrder, planned, runOutOn, quantity } = outlook
      const first = suppliers[0]
      return {
        ...{
          tenantId: company.tenantId,
          productId: id,
          computedAt,
          method,
          runId,
          available,
          onOrder,
          planned,
        },
        ...{ runOutOn, quantity, leadTimeDays: leadTime.days, leadTimeFrom: leadTime.from },
        ...{ demandP50: demand?.p50 ?? null, demandP90: demand?.p90 ?? null },
        supplierId: first?.supplier.id ?? null,
        price: first?.offer?.price ?? null,
        currency: first?.offer?.currency ?? null,
      }
    }),
  )
}

/** Refreshes the items of lines once what changed them is committed; where it fails, the sweep does it later. */
export async function refreshCommitted(
  { principal }: Context,
  lines: { item_id: string | null }[],
): Promise<void> {
  const { tenantId } = principal
  const ids = lines.flatMap(({ item_id }) => item_id ?? [])
  const company = { tenantId, today: todayOf(principal) }
  await retried(() => transaction(tenantId, 'read write', (tx) => refreshOutlooks(tx, company, ids)))
}

/** Of the supplier that is ranked first, else of the item's own. */
function leadTimeOf(row: StockRow, [first]: Candidate[]): Outlook['leadTime'] {
  const days = first?.figures.lead_time.value
  if (typeof days === 'number') return { days, from: 'offer' }
  if (row.leadTimeDays !== null) return { days: row.leadTimeDays, from: 'supplier' }
  return { days: assumedLeadTime, from: 'assumed' }
}
