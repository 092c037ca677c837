import { describe, expect, it } from 'vitest'
import { Random } from '../numbers/random.ts'
import { Layer } from './layer.ts'
import { NeuralNetwork } from './neural-network.ts'
import { forecastFrom, inputAt, pathOf, targetAt, windowLength } from './windows.ts'

describe('a layer', () => {
  it('answers the slopes that differences find', () => {
    const random = new Random(5)
    const draw = (size: number) => new Float64Array(size).map(() => random.normal())
    const layer = new Layer(3, 4, true)
    layer.start(random, 1)
    const batch = draw(6)
    const pull = draw(8)
    const loss = () => layer.forward(batch, 2).reduce((sum, value, at) => sum + value * pull[at]!, 0)
    loss()
    const alongBatch = layer.backward(batch, 2, pull.slice(), false).slice()

    const difference = (numbers: Float64Array, at: number) => {
      const before = numbers[at]!
      numbers[at] = before + 1e-6
      const above = loss()
      numbers[at] = before - 1e-6
      const below = loss()
      numbers[at] = before
      return (above - below) / 2e-6
    }
    for (const [at, slope] of alongBatch.entries()) expect(slope).toBeCloseTo(difference(batch, at), 6)
    for (const [at, slope] of layer.weightSlopes.entries())
      expect(slope).toBeCloseTo(difference(layer.weights, at), 6)
    for (const [at, slope] of layer.offsetSlopes.entries())
      expect(slope).toBeCloseTo(difference(layer.offsets, at), 6)
  })
})

describe('a network', () => {
  const random = new Random(9)
  const x = Array.from({ length: 512 }, () => Float32Array.of(random.normal(), random.normal()))
  const y = x.map(([a = 0, b = 0]) => Float32Array.of(Math.abs(a), a > b ? 1 : -1))

  it('learns what is not linear', () => {
    const network = new NeuralNetwork([2, 32, 32, 2], 1)
    const { steps, loss } = network.train(x, y, { epochs: 60, batch: 32 })
    expect(steps).toBe(60 * 16)
    expect(loss).toBeLessThan(0.1)
    expect(network.predict(Float32Array.of(-1, 0.5))[0]).toBeCloseTo(1, 0)
  })

  it('is the same to the byte for the same seed, and another for another', () => {
    const trained = (seed: number) => {
      const network = new NeuralNetwork([2, 8, 2], seed)
      network.train(x, y, { epochs: 2 })
      return network.save()
    }
    expect(trained(1)).toEqual(trained(1))
    expect(trained(1)).not.toEqual(trained(2))
  })

  it('is what it was after it has been saved and loaded', () => {
    const network = new NeuralNetwork([2, 8, 2], 4)
    network.train(x, y, { epochs: 1 })
    const loaded = NeuralNetwork.load(network.save())
    expect(loaded.predict(x[0]!)).toEqual(network.predict(x[0]!))
    expect(() => NeuralNetwork.load(network.save().subarray(0, 40))).toThrow(RangeError)
    expect(() => NeuralNetwork.load(new Uint8Array(2))).toThrow('bytes: ')
  })

  it('learns nothing from what is masked or weighs nothing', () => {
    const trained = (results: Float32Array[], weights?: Float32Array) => {
      const network = new NeuralNetwork([2, 8, 2], 4)
      const { loss } = network.train(x, results, { epochs: 1, ...(weights ? { weights } : {}) })
      return { network, loss }
    }
    const masked = y.map((row) => row.with(1, Number.NaN))
    const [, untrained] = new NeuralNetwork([2, 8, 2], 4).predict(x[0]!)
    expect(trained(masked).loss).toBeLessThan(trained(y).loss)
    expect(trained(y, new Float32Array(512)).network.predict(x[0]!)[1]).toBeCloseTo(untrained!, 2)
  })

  it('stops when it is told to', () => {
    const network = new NeuralNetwork([2, 8, 2])
    expect(() => network.train(x, y, { signal: AbortSignal.abort() })).toThrow('aborted')
  })

  it('refuses shapes that do not fit, with their names', () => {
    const network = new NeuralNetwork([2, 8, 2])
    expect(() => new NeuralNetwork([3])).toThrow('layers: ')
    expect(() => network.train(x, y.slice(1))).toThrow('y: ')
    expect(() => network.train([Float32Array.of(1)], [y[0]!])).toThrow('x: rows of 2')
    expect(() => network.train(x, y, { weights: new Float32Array(1) })).toThrow('weights: ')
    expect(() => network.train(x, y, { batch: 0 })).toThrow('batch: ')
    expect(() => network.predict(new Float32Array(3))).toThrow('x: 2 values')
  })
})

describe('what the network reads', () => {
  const values = Float64Array.of(10, 12, 11, 15, 14, 18)

  it('is how far values lie before the last, and what lies behind', () => {
    const path = pathOf(values, 1)
    expect(inputAt(path, 3, 4)).toHaveLength(5)
    expect(inputAt(path, 3, 4)[0]).toBeCloseTo(Math.log(11 / 15) / (3 * path.scale), 5)
    expect([...targetAt(path, 4, 2)]).toEqual([expect.closeTo(Math.log(18 / 14) / (3 * path.scale), 5), NaN])
  })

  it('turns back into values, below zero too', () => {
    for (const moved of [values, values.map((value) => value - 15), values.map((value) => value * -1e12)]) {
      const path = pathOf(moved, 1)
      const [same] = forecastFrom(path, [0])
      expect(same! / moved.at(-1)!).toBeCloseTo(1, 9)
    }
  })

  it('turns into something finite, however steep it is', () => {
    const steep = Float64Array.from({ length: 20 }, (_, t) => (t % 2 ? 1e90 : 1e-90))
    expect(forecastFrom(pathOf(steep, 1), [1000, -1000]).every(Number.isFinite)).toBe(true)
  })

  it('is as long as the shortest series allows', () => {
    expect(windowLength([100, 200], 12)).toBe(18)
    expect(windowLength([100, 20], 12)).toBe(12)
    expect(windowLength([100], 1)).toBe(10)
    expect(windowLength([8], 1)).toBe(4)
    expect(windowLength([100, 20, 1], 12)).toBe(12)
  })
})
