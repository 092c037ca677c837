import { createForecast } from '#src/features/forecasting/commands/create.ts'
import type { ForecastRequest, RunResource } from '#src/features/forecasting/record/schema.ts'
import { runForecast } from '#src/features/forecasting/runs/run.ts'
import type { Context } from '#src/lib/context.ts'
import { addMonthlySales } from './monthly-sales.ts'
import { asOwner } from './owner.ts'

/** Monthly sales of the tenant's first items, from `from` on; resolves to their IDs. */
export function addSales(tenantId: string, from: string, items: number[][]): Promise<string[]> {
  return asOwner((client) => addMonthlySales(client, tenantId, from, items))
}

/** Asks for a forecast as a client would: units of every item by month, as of mid-2025, unless said otherwise. */
export function askForecast(context: Context, asked: Partial<ForecastRequest> = {}): Promise<RunResource> {
  return createForecast.execute(context, {
    ...{ dataset: 'sales', measure: 'quantity', keys: ['item'], grain: 'month', horizon: 3 },
    as_of: '2025-06-15',
    ...asked,
  })
}

/** Carries it out, as a worker does that got its job. */
export function carryOut({ principal }: Context, runId: string): Promise<void> {
  return runForecast({
    tenantId: principal.tenantId,
    requestId: 'test',
    payload: { runId },
    signal: new AbortController().signal,
    worker: { id: crypto.randomUUID(), name: 'test' },
  })
}
