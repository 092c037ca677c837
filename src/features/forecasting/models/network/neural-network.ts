import { Random } from '../numbers/random.ts'
import { AdamW } from './adamw.ts'
import { Layer } from './layer.ts'

export interface Training {
  /** Passes over all rows. */
  epochs?: number
  batch?: number
  /** Of learning, at the first step; it falls linearly to 1e-5. */
  rate?: number
  /** No more steps than this, however many epochs they make. */
  maxSteps?: number
  /** One for each row. */
  weights?: Float32Array
  signal?: AbortSignal
}

/** Errors below this count by their square, so that the loss is smooth at zero. */
const smoothBelow = 0.02
const lastRate = 1e-5

/** A fully connected network with rectified linear units, trained by AdamW on absolute errors. */
export class NeuralNetwork {
  readonly #layers: Layer[]
  readonly #random: Random

  /** Sizes of the layers from input to output, at least two; the same seed gives the same network. */
  constructor(layers: number[], seed = 1) {
    if (layers.length < 2 || !layers.every((size) => Number.isInteger(size) && size > 0))
      throw new RangeError('layers: at least two whole numbers above 0, the sizes from input to output')
    this.#random = new Random(seed)
    this.#layers = layers.slice(1).map((size, index) => {
      const isLast = index === layers.length - 2
      const layer = new Layer(layers[index]!, size, !isLast)
      layer.start(this.#random, isLast ? 0.1 : 1)
      return layer
    })
  }

  /** Learns rows `x` and their results `y`, where NaN is not known; answers the steps made and the last epoch's loss. */
  train(x: Float32Array[], y: Float32Array[], training: Training = {}): { steps: number; loss: number } {
    this.#refuseWrongShapes(x, y, training)
    const { epochs = 12, batch = 64, rate = 2e-3, maxSteps = 6_000, weights, signal } = training
    const stepsAnEpoch = Math.ceil(x.length / batch)
    const total = Math.min(epochs * stepsAnEpoch, maxSteps)
    const optimisers = this.#layers.map((layer) => ({
      weights: new AdamW(layer.weights.length, { decays: true }),
      offsets: new AdamW(layer.offsets.length, { decays: false }),
    }))
    const order = Uint32Array.from(x, (_, index) => index)
    let loss = 0
    for (let step = 0; step < total; step += 1) {
      signal?.throwIfAborted()
      const inEpoch = step % stepsAnEpoch
      if (inEpoch === 0) {
        this.#random.shuffle(order)
        loss = 0
      }
      loss += this.#learn(x, y, order.subarray(inEpoch * batch, (inEpoch + 1) * batch), weights)
      const stepRate = rate + ((lastRate - rate) * step) / total
      this.#layers.forEach((layer, index) => {
        optimisers[index]!.weights.update(layer.weights, layer.weightSlopes, stepRate)
        optimisers[index]!.offsets.update(layer.offsets, layer.offsetSlopes, stepRate)
      })
    }
    const stepsInLast = total % stepsAnEpoch || stepsAnEpoch
    return { steps: total, loss: total > 0 ? loss / stepsInLast : 0 }
  }

  predict(x: Float32Array): Float32Array {
    if (x.length !== this.#layers[0]!.inputs)
      throw new RangeError(`x: ${this.#layers[0]!.inputs} values, not ${x.length}`)
    let values = Float64Array.from(x)
    for (const layer of this.#layers) values = layer.forward(values, 1).slice(0, layer.outputs)
    return Float32Array.from(values)
  }

  /** The sizes of the layers and their weights, little-endian. */
  save(): Uint8Array {
    const sizes = [this.#layers[0]!.inputs, ...this.#layers.map(({ outputs }) => outputs)]
    const numbers = this.#layers.flatMap(({ weights, offsets }) => [...weights, ...offsets])
    const view = new DataView(new ArrayBuffer(4 + 4 * sizes.length + 8 * numbers.length))
    view.setUint32(0, sizes.length, true)
    sizes.forEach((size, index) => {
      view.setUint32(4 + 4 * index, size, true)
    })
    numbers.forEach((number, index) => {
      view.setFloat64(4 + 4 * sizes.length + 8 * index, number, true)
    })
    return new Uint8Array(view.buffer)
  }

  /** The network that `save` wrote; throws a RangeError for other bytes. */
  static load(bytes: Uint8Array): NeuralNetwork {
    const sizes = readSizes(bytes)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const network = new NeuralNetwork(sizes)
    let at = 4 + 4 * sizes.length
    for (const { weights, offsets } of network.#layers)
      for (const numbers of [weights, offsets])
        for (let i = 0; i < numbers.length; i += 1, at += 8) numbers[i] = view.getFloat64(at, true)
    return network
  }

  /** Leaves the slopes of the batch's mean loss in the layers. */
  #learn(x: Float32Array[], y: Float32Array[], rows: Uint32Array, weights?: Float32Array): number {
    const batches = [gather(x, rows, this.#layers[0]!.inputs)]
    for (const layer of this.#layers) batches.push(layer.forward(batches.at(-1)!, rows.length))
    const results = batches.pop()!
    let slopes: Float64Array = new Float64Array(results.length)
    const loss = absoluteErrors(results, y, rows, weights, slopes)
    for (let index = this.#layers.length - 1; index >= 0; index -= 1)
      slopes = this.#layers[index]!.backward(batches[index]!, rows.length, slopes, index === 0)
    return loss
  }

  #refuseWrongShapes(x: Float32Array[], y: Float32Array[], { weights, batch = 1 }: Training): void {
    if (!Number.isInteger(batch) || batch < 1) throw new RangeError('batch: a whole number above 0')
    const { inputs } = this.#layers[0]!
    const { outputs } = this.#layers.at(-1)!
    if (x.length === 0 || x.length !== y.length)
      throw new RangeError('y: one row for each row of x, at least one')
    if (!x.every((row) => row.length === inputs)) throw new RangeError(`x: rows of ${inputs} values`)
    if (!y.every((row) => row.length === outputs)) throw new RangeError(`y: rows of ${outputs} values`)
    if (weights && weights.length !== x.length) throw new RangeError('weights: one for each row of x')
  }
}

/** What the bytes say of the layers, if their length is that of such a network. */
function readSizes(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = bytes.byteLength >= 4 ? view.getUint32(0, true) : 0
  if (bytes.byteLength >= 4 + 4 * count) {
    const sizes = Array.from({ length: count }, (_, index) => view.getUint32(4 + 4 * index, true))
    const numbers = sizes.slice(1).reduce((sum, size, index) => sum + size * (sizes[index]! + 1), 0)
    if (count >= 2 && bytes.byteLength === 4 + 4 * count + 8 * numbers) return sizes
  }
  throw new RangeError('bytes: they are not those of a saved network')
}

function gather(x: Float32Array[], rows: Uint32Array, width: number): Float64Array {
  const batch = new Float64Array(rows.length * width)
  for (let row = 0; row < rows.length; row += 1) batch.set(x[rows[row]!]!, row * width)
  return batch
}

/** Writes the slopes of the weighted mean of what is known, and answers that mean. */
function absoluteErrors(
  results: Float64Array,
  y: Float32Array[],
  rows: Uint32Array,
  weights: Float32Array | undefined,
  slopes: Float64Array,
): number {
  const width = y[0]!.length
  const share = 1 / (rows.length * width)
  let loss = 0
  for (let row = 0, at = 0; row < rows.length; row += 1) {
    const known = y[rows[row]!]!
    const weight = share * (weights ? weights[rows[row]!]! : 1)
    for (let output = 0; output < width; output += 1, at += 1) {
      const value = known[output]!
      if (Number.isNaN(value)) continue
      const error = results[at]! - value
      const size = Math.abs(error)
      if (size < smoothBelow) {
        loss += weight * (error ** 2 / (2 * smoothBelow) + smoothBelow / 2)
        slopes[at] = (weight * error) / smoothBelow
      } else {
        loss += weight * size
        slopes[at] = error > 0 ? weight : -weight
      }
    }
  }
  return loss
}
