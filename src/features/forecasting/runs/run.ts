import { findDataset } from '#src/features/datasets/catalog/index.ts'
import { findPrincipalAgain } from '#src/lib/access/principals.ts'
import { sqlStateOf, transaction } from '#src/lib/db/transaction.ts'
import type { Delivery } from '#src/lib/jobs/queue.ts'
import { RunReporter, Stopped, type StopReason } from '#src/lib/jobs/run-reporter.ts'
import { runTransaction } from '#src/lib/jobs/run-transaction.ts'
import { log } from '#src/lib/log.ts'
import type { Forecast } from '../models/panel/series.ts'
import { seasonalStep } from '../models/series/accuracy.ts'
import { fillGaps } from '../models/series/gaps.ts'
import { computeForecasts } from '../process/forecaster.ts'
import { isDemandByItem } from '../record/demand.ts'
import type { RunRow } from '../record/repository.ts'
import { denseSeries, hashSeries, type KnownSeries, periodsAhead, withoutStock } from '../series/dense.ts'
import { addPeriods, type Grain, grains, startOfPeriod } from '../series/grains.ts'
import { readSums, readWithoutStock, type Summed } from '../series/repository.ts'
import { endUnfinished, type Made, publish, type Unfinished } from './outcomes.ts'
import { claimRun, type Report, reportProgress } from './repository.ts'

/** The intervals of every forecast. */
const levels = [0.8, 0.95, 0.99]

/** Why a run cannot succeed however often it is tried. */
class Refused extends Error {}

/** Carries out one run from claim to its end. Whatever happens to this process, the row has one outcome. */
export async function runForecast({ tenantId, payload, signal, worker }: Delivery<{ runId: string }>) {
  const row = await runTransaction(tenantId, (tx) => claimRun(tx, payload.runId, worker))
  if (!row) return
  const startedAt = performance.now()
  const stopping = new AbortController()
  const stop = (reason: StopReason) => stopping.abort(new Stopped(reason))
  const reporter = new RunReporter<Report>(
    (report) => runTransaction(tenantId, (tx) => reportProgress(tx, row, report)),
    stop,
  )
  const handBack = () => stop('stopping')
  signal.addEventListener('abort', handBack)
  let outcome = 'completed'
  try {
    const made = await make(row, reporter, stopping.signal)
    await reporter.close()
    if (!(await publish(row, made))) throw new Stopped('lost')
  } catch (error) {
    await reporter.close()
    const how = unfinishedBy(error)
    if (how.outcome === 'failed') log.error({ err: error, runId: row.id }, 'forecast attempt failed')
    const ended = await endUnfinished(row, how)
    outcome = ended?.status ?? 'lost'
  } finally {
    signal.removeEventListener('abort', handBack)
  }
  const durationMs = Math.round(performance.now() - startedAt)
  log.info({ runId: row.id, tenantId, attempt: row.attempt, outcome, durationMs }, 'forecast run')
}

async function make(row: RunRow, reporter: RunReporter<Report>, signal: AbortSignal): Promise<Made> {
  const { plan, startsOn } = await planAgain(row)
  const grain = row.grain as Grain
  const isByItem = isDemandByItem(row, plan.measure)
  const { known, found } = await transaction(row.tenantId, 'read only', async (tx) => {
    const { sums, series } = await readSums(tx, plan)
    const dense = denseSeries(sums, grain, startsOn)
    if (!isByItem) return { known: dense, found: series }
    const items = dense.flatMap(({ keyValues }) => keyValues[0] || [])
    const { from, before } = plan
    const periods = await readWithoutStock(tx, { items, grain, from, before })
    return { known: withoutStock(dense, grain, periods), found: series }
  })
  signal.throwIfAborted()
  reporter.report({ phase: 'forecasting', progressPercentage: 5 })
  const nonNegative = !plan.measure.canBeNegative
  const forecasts = await computeForecasts(
    {
      series: known.map(({ values }, index) => ({
        id: String(index),
        values,
        period: seasonOf(values, grain),
        nonNegative,
      })),
      options: { horizon: row.horizon, levels, seed: row.seed },
    },
    { signal, onProgress: (share) => reporter.report({ progressPercentage: 5 + 90 * share }) },
  )
  reporter.report({ phase: 'publishing', progressPercentage: 97 })
  const ahead = periodsAhead(startsOn, grain, row.horizon)
  return {
    dataHash: hashSeries(known),
    seriesLeftOut: found - known.length,
    startsOn,
    endsBefore: addPeriods(startsOn, grain, row.horizon),
    scoreOn: known.length > 0 ? addPeriods(startsOn, grain, 1) : null,
    series: known.map((one, index) => madeSeries(one, forecasts[index]!, { ahead, grain, isByItem })),
  }
}

function toldGaps(values: KnownSeries['values'], grain: Grain): string[] {
  const gaps = values.filter((value) => value === null).length
  if (gaps === 0) return []
  return [`${gaps === 1 ? `A ${grain}` : `${gaps} ${grain}s`} without stock did not count as without demand.`]
}

/** Seasons that are seen less than three times cannot be told from chance. */
function seasonOf({ length }: unknown[], grain: Grain): number {
  const { season } = grains[grain]
  return grain === 'week' && length < 3 * season ? 1 : season
}

function madeSeries(
  { keyValues, label, from, values }: KnownSeries,
  { method, why, backtest, mean, intervals }: Forecast,
  { ahead, grain, isByItem }: { ahead: string[]; grain: Grain; isByItem: boolean },
): Made['series'][number] {
  const [narrow, wide, widest] = intervals as [
    Forecast['intervals'][number],
    Forecast['intervals'][number],
    Forecast['intervals'][number],
  ]
  return {
    ...{ keyValues, label, method, historyFrom: from, history: values },
    why: [why, ...toldGaps(values, grain)].join(' '),
    itemId: (isByItem && keyValues[0]) || null,
    backtestSmape: backtest?.smape ?? null,
    backtestMase: backtest?.mase ?? null,
    scale: seasonalStep(fillGaps(values.map((value) => value ?? Number.NaN)), seasonOf(values, grain)),
    points: ahead.map((startsOn, step) => ({
      ...{ startsOn, mean: mean[step]! },
      ...{ lower80: narrow.lower[step]!, upper80: narrow.upper[step]! },
      ...{ lower95: wide.lower[step]!, upper95: wide.upper[step]! },
      ...{ lower99: widest.lower[step]!, upper99: widest.upper[step]! },
    })),
  }
}

/** What is to be read, by the definitions and with the rights of today. */
async function planAgain(row: RunRow): Promise<{ plan: Summed; startsOn: string }> {
  const dataset = findDataset(row.dataset)
  const measure = dataset?.series?.measures.find(({ key }) => key === row.measure)
  const keys = row.keys.flatMap((key) => dataset?.series?.keys.find((one) => one.key === key) ?? [])
  if (!dataset || !measure || keys.length < row.keys.length)
    throw new Refused('The dataset has changed since this was requested. Start a new forecast.')
  if (row.createdBy) {
    const principal = await findPrincipalAgain(row.createdBy, row.apiKeyId)
    if (!principal)
      throw new Refused('The person or API key that requested this forecast is no longer active.')
    if (!principal.permissions.has('analytics.manage') || !principal.permissions.has(dataset.permission))
      throw new Refused('The right to read this data was withdrawn before the forecast ran.')
  }
  const grain = row.grain as Grain
  const startsOn = startOfPeriod(row.asOf, grain)
  const { filters, timeZone, seriesLimit: limit } = row
  return {
    startsOn,
    plan: {
      ...{ dataset, measure, keys, grain, timeZone, limit },
      filters: filters as Record<string, unknown>,
      from: addPeriods(startsOn, grain, -grains[grain].history),
      before: startsOn,
    },
  }
}

const statementTimedOut = '57014'

function unfinishedBy(error: unknown): Unfinished {
  if (error instanceof Stopped) return { outcome: error.reason === 'stopping' ? 'handed_back' : 'cancelled' }
  if (error instanceof Refused) return { outcome: 'failed', message: error.message, isFinal: true }
  if (sqlStateOf(error) === statementTimedOut) {
    const message = 'The rows could not be read within two minutes. Narrow the filters.'
    return { outcome: 'failed', message, isFinal: true }
  }
  return { outcome: 'failed', message: 'The forecast could not be computed. Try again.', isFinal: false }
}
