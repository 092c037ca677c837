import { NeuralNetwork, type Training } from './neural-network.ts'
import { forecastFrom, inputAt, pathOf, targetAt, windowLength } from './windows.ts'

const hidden = [64, 64]
const mostWeight = 3

/** One network for all series of a grain: what one of them is too short to teach, the others do. */
export class PanelNetwork {
  readonly #network: NeuralNetwork
  readonly #window: number
  readonly #period: number

  /** Learns from every place of every series at which something is known behind it. */
  constructor(
    series: Float64Array[],
    { horizon, period, seed, ...training }: { horizon: number; period: number; seed: number } & Training,
  ) {
    this.#period = period
    this.#window = windowLength(
      series.map(({ length }) => length),
      period,
    )
    this.#network = new NeuralNetwork([this.#window + 1, ...hidden, horizon], seed)
    const x: Float32Array[] = []
    const y: Float32Array[] = []
    const weights: number[] = []
    for (const values of series) {
      const path = pathOf(values, period)
      const windows = values.length - 1 - this.#window
      const weight = Math.min(mostWeight, (50 * path.scale) / Math.sqrt(windows))
      for (let t = this.#window; t < values.length - 1; t += 1) {
        x.push(inputAt(path, t, this.#window))
        y.push(targetAt(path, t, horizon))
        weights.push(weight)
      }
    }
    this.#network.train(x, y, { ...training, weights: Float32Array.from(weights) })
  }

  forecast(values: Float64Array): Float64Array {
    const path = pathOf(values, this.#period)
    return forecastFrom(path, this.#network.predict(inputAt(path, values.length - 1, this.#window)))
  }
}
