import { PanelNetwork } from '../network/panel-network.ts'
import { forecastBy, type Method } from './methods.ts'

/** All series have the same grain and want the same number of values. */
interface Panel {
  series: Float64Array[]
  horizon: number
  period: number
}

/** A part of a run that needs nothing of the others, so that each can have a thread. */
export type Task = Panel & ({ kind: 'methods'; methods: Method[] } | { kind: 'network'; seed: number })

/** For each series the forecasts of each method, or the one of the network. */
export function perform(task: Task): Float64Array[][] {
  const { series, horizon, period } = task
  if (task.kind === 'methods')
    return series.map((values) => task.methods.map((method) => forecastBy(method, values, horizon, period)))
  const network = new PanelNetwork(series, { horizon, period, seed: task.seed })
  return series.map((values) => [network.forecast(values)])
}
