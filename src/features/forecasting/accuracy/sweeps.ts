import { createHash } from 'node:crypto'
import { findDataset } from '#src/features/datasets/catalog/index.ts'
import { systemTransaction, type Tx, transaction } from '#src/lib/db/transaction.ts'
import { defineSweep } from '#src/lib/jobs/sweep.ts'
import { log } from '#src/lib/log.ts'
import { findInSeries, type Watched } from '../anomalies/detect.ts'
import { insertAnomalies, type NewAnomaly } from '../anomalies/repository.ts'
import { isDemandByItem } from '../record/demand.ts'
import type { PointRow, RunRow, SeriesRow } from '../record/repository.ts'
import { addPeriods, type Grain, startOfPeriod } from '../series/grains.ts'
import { todayIn } from '../series/plan.ts'
import { readSums, readWithoutStock } from '../series/repository.ts'
import { findScored, findUnscored, setActuals, setRunScore, setSeriesScores } from './repository.ts'
import { type Ended, scoreRun, scoreSeries } from './score.ts'

/** Runs that one pass scores. */
const batch = 20
/** What happened longer ago is no news, such as to a forecast as of a day in the past. */
const newsDays = 365

/** Compares forecasts with what came, as far as their periods have ended; returns how many runs it scored. */
export async function scoreForecasts(now = new Date()): Promise<number> {
  const runs = await systemTransaction((tx) => findUnscored(tx, batch))
  const due = runs.filter(({ scoreOn, timeZone }) => scoreOn! <= todayIn(timeZone, now))
  // One that cannot be scored is tried again a day later, and keeps no other from it.
  for (const run of due)
    await transaction(run.tenantId, 'read write', (tx) => scoreOne(tx, run, now)).catch((error) => {
      log.warn({ err: error, runId: run.id }, 'forecast not scored')
      const scoreOn = addPeriods(todayIn(run.timeZone, now), 'day', 1)
      return transaction(run.tenantId, 'read write', (tx) => setRunScore(tx, run.id, { scoreOn }))
    })
  return due.length
}

async function scoreOne(tx: Tx, run: RunRow, now: Date): Promise<void> {
  const grain = run.grain as Grain
  const running = startOfPeriod(todayIn(run.timeZone, now), grain)
  const before = running < run.endsBefore! ? running : run.endsBefore!
  const found = await findScored(tx, run.id, before)
  const actualOf = await readActuals(
    tx,
    run,
    before,
    found.map(({ series }) => series.keyValues),
  )
  const scored = found.map(({ series, points }) => {
    const ended = points.flatMap((point) => {
      const actual = actualOf(series.keyValues, point.startsOn)
      return actual === null ? [] : [withActual(point, actual)]
    })
    return { id: series.id, series, ended, score: scoreSeries(ended, series.scale) }
  })
  await setActuals(
    tx,
    scored.flatMap(({ id, ended }) => ended.map(({ step, actual }) => ({ seriesId: id, step, actual }))),
  )
  await setSeriesScores(
    tx,
    scored.map(({ id, score }) => ({ id, ...score })),
  )
  const oldest = addPeriods(todayIn(run.timeZone, now), 'day', -newsDays)
  const odd = scored.flatMap(({ series, ended }) => anomaliesOf(run, series, ended))
  await insertAnomalies(
    tx,
    odd.filter(({ occurredOn }) => occurredOn >= oldest),
  )
  const all = scored.flatMap(({ ended }) => ended)
  await setRunScore(tx, run.id, {
    ...scoreRun(
      scored.map(({ score }) => score),
      all,
    ),
    scoreOn: before < run.endsBefore! ? addPeriods(before, grain, 1) : null,
  })
}

/** What came for a series in a period: 0 without rows, and null where nothing could come because there was no stock. */
async function readActuals(tx: Tx, run: RunRow, before: string, only: string[][]) {
  const dataset = findDataset(run.dataset)
  const measure = dataset?.series?.measures.find(({ key }) => key === run.measure)
  const keys = run.keys.flatMap((key) => dataset?.series?.keys.find((one) => one.key === key) ?? [])
  if (!dataset || !measure || keys.length < run.keys.length)
    throw new Error(`${run.dataset} no longer has ${run.measure} by ${run.keys.join(', ')}`)
  const span = { grain: run.grain as Grain, from: run.startsOn!, before }
  const { sums } = await readSums(tx, {
    ...{ ...span, dataset, measure, keys, only },
    filters: run.filters as Record<string, unknown>,
    timeZone: run.timeZone,
    limit: only.length,
  })
  const items = isDemandByItem(run, measure) ? only.flatMap(([item]) => item || []) : []
  const unseen = items.length > 0 ? await readWithoutStock(tx, { ...span, items }) : []
  const known = new Map<string, number | null>([
    ...unseen.map(({ item, startsOn }) => [`${item}\0${startsOn}`, null] as const),
    ...sums.map((sum) => [[...sum.keys, sum.startsOn].join('\0'), sum.total] as const),
  ])
  return (keyValues: string[], startsOn: string) => {
    const found = known.get([...keyValues, startsOn].join('\0'))
    return found === undefined ? 0 : found
  }
}

function anomaliesOf(run: RunRow, series: SeriesRow, ended: Watched[]): NewAnomaly[] {
  const { tenantId, dataset, measure, grain, keys } = run
  const what = [dataset, measure, grain, keys, series.keyValues, run.filters]
  return findInSeries(ended).map(({ kind, startsOn, score, reason, evidence }) => ({
    ...{ tenantId, kind, dataset, score, reason, itemId: series.itemId, occurredOn: startsOn },
    subject: `${series.label}: ${run.name}`,
    evidence: evidence.map((period) => ({
      ...{ starts_on: period.startsOn, expected: period.mean, actual: period.actual },
      ...{ lower_99: period.lower99, upper_99: period.upper99 },
    })),
    fingerprint: hashOf([kind, ...what, startsOn]),
  }))
}

/** Filters may be longer than what an index takes. */
function hashOf(what: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(what)).digest('hex')
}

function withActual(point: PointRow, actual: number): Ended & PointRow & { actual: number } {
  return { ...point, actual }
}

export const forecastScores = defineSweep({
  name: 'forecasts.score',
  every: 60_000,
  run: () => scoreForecasts(),
})
