const firstDecay = 0.9
const secondDecay = 0.999
const tiny = 1e-6
const weightDecay = 1e-4

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019) for one array of weights. */
export class AdamW {
  readonly #first: Float64Array
  readonly #second: Float64Array
  readonly #decay: number
  #step = 0

  constructor(size: number, { decays }: { decays: boolean }) {
    this.#first = new Float64Array(size)
    this.#second = new Float64Array(size)
    this.#decay = decays ? weightDecay : 0
  }

  update(weights: Float64Array, slopes: Float64Array, rate: number): void {
    this.#step += 1
    const stepSize = rate / (1 - firstDecay ** this.#step)
    const correction = 1 / Math.sqrt(1 - secondDecay ** this.#step)
    const kept = 1 - rate * this.#decay
    const first = this.#first
    const second = this.#second
    for (let i = 0; i < weights.length; i += 1) {
      const slope = slopes[i]!
      const mean = firstDecay * first[i]! + (1 - firstDecay) * slope
      const square = secondDecay * second[i]! + (1 - secondDecay) * slope * slope
      first[i] = mean
      second[i] = square
      weights[i] = kept * weights[i]! - (stepSize * mean) / (Math.sqrt(square) * correction + tiny)
    }
  }
}
