import type { SuggestionResource } from './schema.ts'
import type { Outlook } from './service.ts'

const shownSuppliers = 10

export function toSuggestion(id: string, outlook: Outlook): SuggestionResource {
  const { demand, leadTime } = outlook
  return {
    id,
    item_id: outlook.id,
    sku: outlook.sku,
    name: outlook.name,
    unit: outlook.unit,
    method: outlook.method,
    run_id: outlook.runId,
    lead_time_days: leadTime.days,
    lead_time_from: leadTime.from,
    demand: demand && { p50: tenths(demand.p50), p90: tenths(demand.p90) },
    available: outlook.available,
    on_order: outlook.onOrder,
    planned: outlook.planned,
    run_out_on: outlook.runOutOn,
    quantity: outlook.quantity,
    suppliers: outlook.suppliers.slice(0, shownSuppliers),
  }
}

function tenths(pieces: number): number {
  return Math.round(pieces * 10) / 10
}
