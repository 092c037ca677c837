import { type Matrix, multiplyByTransposed, transpose } from '../numbers/matrix.ts'
import type { Random } from '../numbers/random.ts'

/** Weights [output, input] and offsets of one fully connected layer, and room for one batch on its way through. */
export class Layer {
  readonly inputs: number
  readonly outputs: number
  readonly weights: Matrix
  readonly offsets: Float64Array
  readonly weightSlopes: Matrix
  readonly offsetSlopes: Float64Array
  readonly #isRectified: boolean
  #results: Matrix = new Float64Array(0)
  #inputSlopes: Matrix = new Float64Array(0)
  #turnedWeights: Matrix
  #turnedInputs: Matrix = new Float64Array(0)
  #turnedSlopes: Matrix = new Float64Array(0)

  constructor(inputs: number, outputs: number, isRectified: boolean) {
    this.inputs = inputs
    this.outputs = outputs
    this.#isRectified = isRectified
    this.weights = new Float64Array(inputs * outputs)
    this.weightSlopes = new Float64Array(inputs * outputs)
    this.#turnedWeights = new Float64Array(inputs * outputs)
    this.offsets = new Float64Array(outputs)
    this.offsetSlopes = new Float64Array(outputs)
  }

  /** Normal weights of variance 2 / inputs (He et al. 2015), times `share`. */
  start(random: Random, share: number): void {
    const deviation = Math.sqrt(2 / this.inputs) * share
    for (let i = 0; i < this.weights.length; i += 1) this.weights[i] = random.normal() * deviation
  }

  /** The results stay valid until the next call. */
  forward(batch: Matrix, rows: number): Matrix {
    const { outputs, offsets } = this
    this.#makeRoom(rows)
    const results = this.#results
    multiplyByTransposed(batch, rows, this.weights, outputs, this.inputs, results)
    for (let row = 0, at = 0; row < rows; row += 1)
      for (let output = 0; output < outputs; output += 1, at += 1) {
        const sum = results[at]! + offsets[output]!
        results[at] = this.#isRectified && sum < 0 ? 0 : sum
      }
    return results
  }

  /**
   * Takes the slopes of the loss along the results of `forward`, which it overwrites, keeps those along weights and
   * offsets, and answers those along the batch if a layer before wants them.
   */
  backward(batch: Matrix, rows: number, slopes: Matrix, isFirst: boolean): Matrix {
    const { inputs, outputs } = this
    if (this.#isRectified)
      for (let at = 0; at < rows * outputs; at += 1) if (this.#results[at] === 0) slopes[at] = 0

    transpose(slopes, rows, outputs, this.#turnedSlopes)
    transpose(batch, rows, inputs, this.#turnedInputs)
    multiplyByTransposed(this.#turnedSlopes, outputs, this.#turnedInputs, inputs, rows, this.weightSlopes)
    for (let output = 0, at = 0; output < outputs; output += 1) {
      let sum = 0
      for (let row = 0; row < rows; row += 1, at += 1) sum += this.#turnedSlopes[at]!
      this.offsetSlopes[output] = sum
    }
    if (isFirst) return this.#inputSlopes
    transpose(this.weights, outputs, inputs, this.#turnedWeights)
    multiplyByTransposed(slopes, rows, this.#turnedWeights, inputs, outputs, this.#inputSlopes)
    return this.#inputSlopes
  }

  #makeRoom(rows: number): void {
    if (this.#results.length >= rows * this.outputs) return
    this.#results = new Float64Array(rows * this.outputs)
    this.#turnedSlopes = new Float64Array(rows * this.outputs)
    this.#inputSlopes = new Float64Array(rows * this.inputs)
    this.#turnedInputs = new Float64Array(rows * this.inputs)
  }
}
