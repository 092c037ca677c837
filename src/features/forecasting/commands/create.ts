import { requireDataset } from '#src/features/datasets/rows/rights.ts'
import type { TenantId } from '#src/lib/context.ts'
import { type Tx, transaction } from '#src/lib/db/transaction.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { enqueue } from '#src/lib/jobs/queue.ts'
import { writeAuditEntry } from '#src/lib/operation/audit-trail.ts'
import { defineCommand, parseInput } from '#src/lib/operation/operation.ts'
import { countUnfinished, findTimeZone, insertRun, type NewRun, type RunRow } from '../record/repository.ts'
import { toRun } from '../record/resource.ts'
import { type ForecastRequest, forecastRequest, type ParsedRequest, runResource } from '../record/schema.ts'
import { forecastsRun } from '../runs/queue.ts'
import { planSeries, type SeriesPlan } from '../series/plan.ts'

const mostUnfinished = 5

export const createForecast = defineCommand({
  name: 'analytics.forecasts.create',
  summary: 'Forecast a measure of a dataset, split by keys; a worker carries it out.',
  permission: 'analytics.manage',
  input: forecastRequest,
  output: runResource,
  async run({ context, tx, input, audit }) {
    const { tenantId, userId, apiKeyId, timeZone } = context.principal
    const plan = planSeries(input, timeZone, new Date())
    requireDataset(context.principal, plan.dataset)
    const { requestId } = context
    const row = await start(tx, plan, input, { tenantId, requestId, timeZone, createdBy: userId, apiKeyId })
    await audit(createdEntry(row))
    return toRun(row)
  },
})

/** The same for code that acts for the tenant itself, whose rights nobody narrows. */
export async function startByCode(tenantId: TenantId, request: ForecastRequest): Promise<{ runId: string }> {
  const input = parseInput(forecastRequest, request)
  return transaction(tenantId, 'read write', async (tx) => {
    const timeZone = await findTimeZone(tx, tenantId)
    if (!timeZone) throw notFound('tenant')
    const plan = planSeries(input, timeZone, new Date())
    const requestId = crypto.randomUUID()
    const row = await start(tx, plan, input, { tenantId, requestId, timeZone })
    await writeAuditEntry(tx, { tenantId, requestId }, createdEntry(row))
    return { runId: row.id }
  })
}

type Origin = Pick<NewRun, 'tenantId' | 'requestId' | 'timeZone' | 'createdBy' | 'apiKeyId'>

async function start(tx: Tx, plan: SeriesPlan, input: ParsedRequest, origin: Origin): Promise<RunRow> {
  if ((await countUnfinished(tx)) >= mostUnfinished)
    throw new AppError(
      'conflict',
      `${mostUnfinished} forecasts are waiting or running. Wait for one of them to end, or cancel it.`,
    )
  const { name, dataset, measure, keys, filters, filtersInWords, horizon, asOf } = plan
  const row = await insertRun(tx, {
    ...origin,
    ...{ name, filters, filtersInWords, horizon, asOf },
    dataset: dataset.key,
    measure: measure.key,
    keys: keys.map(({ key }) => key),
    grain: input.grain,
    seriesLimit: input.series_limit,
    seed: input.seed,
  })
  await enqueue(tx, forecastsRun, row, { runId: row.id })
  return row
}

function createdEntry({ id, name, dataset, measure }: RunRow) {
  const details = { name, dataset, measure }
  return { action: 'forecast.created' as const, subjectType: 'forecast', subjectId: id, details }
}
