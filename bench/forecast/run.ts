import { ConformalIntervals } from '../../src/features/forecasting/models/panel/conformal.ts'
import { combine } from '../../src/features/forecasting/models/panel/ensemble.ts'
import { average, combined, methods } from '../../src/features/forecasting/models/panel/methods.ts'
import type { Task } from '../../src/features/forecasting/models/panel/tasks.ts'
import type { Grain } from './data.ts'
import type { Interval } from './scores.ts'
import { methodTasks, networkTasks, performAll } from './tasks.ts'

/** Of the intervals. */
export const level = 0.95

/** By method, of each series of a grain. */
type Forecasts = Map<string, Float64Array[]>

export interface GrainForecasts {
  grain: Grain
  forecasts: Forecasts
  /** By method. */
  intervals: Map<string, Interval[]>
}

/** The competitions have no demand with gaps, which TSB is for. */
const single = methods.filter((method) => method !== 'tsb')
const withIntervals = ['naive2', 'ensemble']

/** All that a run over these series computes, with one set of seeds: forecasts, a back-test, intervals. */
export async function forecastAll(grains: Grain[], set: number, threads: number): Promise<GrainForecasts[]> {
  const pasts = grains.map(pastOf)
  const panels = [...grains, ...pasts]
  const tasks = panels.map((panel) => [...networkTasks(panel, set), ...methodTasks(panel, single)])
  const performed = await performEach(tasks, threads)
  const found = panels.map((_, index) => {
    const { networks, rows } = performed[index]!
    return withEnsemble(
      new Map(single.map((method, column) => [method, rows.map((row) => row[column]!)])),
      networks,
    )
  })
  return grains.map((grain, index) => {
    const forecasts = found[index]!
    const earlier = found[grains.length + index]!
    const intervals = withIntervals.map((method): [string, Interval[]] => [
      method,
      intervalsAround(forecasts.get(method)!, grain, earlier.get(method)!, pasts[index]!),
    ])
    return { grain, forecasts, intervals: new Map(intervals) }
  })
}

/** Only what another set of seeds changes: the networks, and the ensemble with them. */
export async function forecastAgain(
  first: GrainForecasts[],
  set: number,
  threads: number,
): Promise<Forecasts[]> {
  const performed = await performEach(
    first.map(({ grain }) => networkTasks(grain, set)),
    threads,
  )
  return first.map(({ forecasts }, index) => withEnsemble(new Map(forecasts), performed[index]!.networks))
}

/** Of each panel: of each network the forecasts of all series, and of each series those of the single methods. */
async function performEach(panels: Task[][], threads: number) {
  const performed = await performAll(panels.flat(), threads)
  return panels.map((tasks) => {
    const own = performed.splice(0, tasks.length)
    return {
      networks: own.filter((_, index) => tasks[index]!.kind === 'network'),
      rows: own.filter((_, index) => tasks[index]!.kind === 'methods').flat(),
    }
  })
}

function withEnsemble(forecasts: Forecasts, networks: Float64Array[][][]): Forecasts {
  const learned = networks[0]!.map((_, series) => average(networks.map((rows) => rows[series]![0]!)))
  const three = learned.map((_, series) => average(combined.map((method) => forecasts.get(method)![series]!)))
  return forecasts
    .set('mean of three', three)
    .set('network', learned)
    .set(
      'ensemble',
      three.map((forecast, series) => combine(forecast, [learned[series]!])),
    )
}

/** The same grain a horizon ago, of the series that were long enough by then. */
function pastOf(grain: Grain): Grain {
  const { histories, period, horizon } = grain
  const usable = histories.filter(({ length }) => length - horizon >= Math.max(2 * period, 8))
  return {
    ...grain,
    histories: usable.map((values) => values.slice(0, -horizon)),
    actuals: usable.map((values) => values.slice(-horizon)),
  }
}

function intervalsAround(
  forecasts: Float64Array[],
  { histories, horizon, period }: Grain,
  earlier: Float64Array[],
  past: Grain,
): Interval[] {
  const missed = past.histories.map((history, series) => ({
    history,
    errors: past.actuals[series]!.map((value, step) => value - earlier[series]![step]!),
  }))
  const pool = new ConformalIntervals(missed, horizon, period)
  return forecasts.map((forecast, series) => pool.around(forecast, histories[series]!, level))
}
