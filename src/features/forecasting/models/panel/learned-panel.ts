import { PanelNetwork } from '../network/panel-network.ts'
import { forecastAs } from './choice.ts'
import { combine } from './ensemble.ts'

const enoughSeries = 200
const enoughValues = 5_000
const networksInMean = 3

/** Whether series of one period are enough to train a network on. */
export function isEnoughToLearn(histories: Float64Array[]): boolean {
  const values = histories.reduce((sum, { length }) => sum + length, 0)
  return histories.length >= enoughSeries || values >= enoughValues
}

/** The ensemble of the classical methods and three networks, which learned from all these histories. */
export class LearnedPanel {
  readonly #networks: PanelNetwork[]
  readonly #horizon: number
  readonly #period: number

  constructor(
    histories: Float64Array[],
    { horizon, period, seed }: { horizon: number; period: number; seed: number },
  ) {
    this.#horizon = horizon
    this.#period = period
    this.#networks = Array.from(
      { length: networksInMean },
      (_, index) => new PanelNetwork(histories, { horizon, period, seed: seed * networksInMean + index }),
    )
  }

  forecast(values: Float64Array): Float64Array {
    return combine(
      forecastAs('mean', values, this.#horizon, this.#period),
      this.#networks.map((network) => network.forecast(values)),
    )
  }
}
