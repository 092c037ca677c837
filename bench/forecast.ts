import { parseArgs } from 'node:util'
import { forecastEachAlone } from './forecast/alone.ts'
import { readGrains } from './forecast/data.ts'
import { forecastAgain, forecastAll, type GrainForecasts, level } from './forecast/run.ts'
import { accuracyLine, intervalLine, rounded } from './forecast/scores.ts'
import { percentile, print, say } from './table.ts'

const seedSets = 5
const threads = 2

/** Forecasts the series of a competition and compares them with what came: sMAPE, coverage, time. */
export async function forecastBench(flags: string[]): Promise<void> {
  const { values: settings } = parseArgs({
    args: flags,
    options: { data: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  if (!settings.data) throw new Error('--data: the path of JSON lines of {id, period, m, h, x, xx}')
  const grains = readGrains(settings.data)
  const series = grains.reduce((sum, { histories }) => sum + histories.length, 0)

  const started = performance.now()
  const first = await forecastAll(grains, 0, threads)
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage()
  say(`${series} series have forecasts and intervals`)
  const sets = [first.map(({ forecasts }) => forecasts)]
  for (let set = 1; set < seedSets; set += 1) {
    sets.push(await forecastAgain(first, set, threads))
    say(`set ${set + 1} of ${seedSets} of seeds is done`)
  }
  const alone = forecastEachAlone(grains, level)

  const methods = [...first[0]!.forecasts.keys()].map((method) =>
    accuracyLine(
      method,
      grains,
      sets.map((set) => set.map((forecasts) => forecasts.get(method)!)),
    ),
  )
  print([...methods, accuracyLine('each series alone', grains, [alone.forecasts])], settings)
  const intervalsOf = (method: string) => first.map(({ intervals }: GrainForecasts) => intervals.get(method)!)
  print(
    [
      ...['naive2', 'ensemble'].map((method) => intervalLine(method, grains, intervalsOf(method), level)),
      intervalLine('each series alone', grains, alone.intervals, level),
    ],
    settings,
  )
  const times = {
    ...{ series, threads, 'all with intervals, s': rounded(seconds, 1) },
    'cpu s': rounded((user + system) / 1e6, 1),
    'of it for each, ms': rounded((1000 * seconds) / series, 1),
    'one alone p50, ms': rounded(percentile(alone.milliseconds, 0.5), 1),
    'one alone p95, ms': rounded(percentile(alone.milliseconds, 0.95), 1),
  }
  print([times], settings)
}
