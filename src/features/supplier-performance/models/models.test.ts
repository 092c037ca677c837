import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from '#src/features/forecasting/models/numbers/random.ts'
import { Bins, missingBin } from './bins.ts'
import { LogisticBoosting, probabilityOf } from './boosting.ts'
import { calibrated, fitPlatt, uncalibrated } from './platt.ts'
import { auc, brier, calibration, calibrationError } from './scores.ts'

describe('bins', () => {
  it('hold as many values each, and what is missing by itself', () => {
    const bins = Bins.of(Array.from({ length: 640 }, (_, row) => Float64Array.of(row, Number.NaN, row % 2)))
    expect([0, 9, 10, 11, 639, 1e9].map((value) => bins.binsOf(Float64Array.of(value, 1, 0))[0])).toEqual([
      ...[0, 0, 0, 1, 63, 63],
    ])
    expect([...bins.binsOf(Float64Array.of(Number.NaN, 5, 0))]).toEqual([missingBin, 0, 0])
    expect(bins.binsOf(Float64Array.of(0, 0, 1))[2]).toBe(1)
  })

  it('keep the order of values', () => {
    const value = fc.double({ noNaN: true })
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), value, value, (known, a, b) => {
        const bins = Bins.of(known.map((one) => Float64Array.of(one)))
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map(
          (one) => bins.binsOf(Float64Array.of(one))[0]!,
        )
        expect(low).toBeLessThanOrEqual(high!)
      }),
    )
  })
})

/** Late where x0 is high and x1 is known, which no single feature says; the others say nothing. */
function sampleRows(count: number, seed: number) {
  const random = new Random(seed)
  const rows = Array.from({ length: count }, () =>
    Float64Array.from({ length: 8 }, (_, feature) =>
      feature === 1 && random.uniform() < 0.5 ? Number.NaN : random.uniform(),
    ),
  )
  const labels = rows.map(([x0, x1]) =>
    Number(random.uniform() < (x0! > 0.5 && !Number.isNaN(x1!) ? 0.9 : 0.1)),
  )
  return { rows, labels }
}

describe('boosting', () => {
  const { rows, labels } = sampleRows(2_000, 1)
  const model = LogisticBoosting.learn(rows, labels)

  it('finds what features say together, in rows that it has not seen', () => {
    const unseen = sampleRows(2_000, 2)
    const said = unseen.rows.map((row) => probabilityOf(model.margin(row)))
    expect(auc(said, unseen.labels)).toBeGreaterThan(0.83)
    expect(calibrationError(calibration(said, unseen.labels))).toBeLessThan(0.05)
  })

  it('gives the same bytes again', () => {
    const again = LogisticBoosting.learn(rows, labels)
    expect(rows.slice(0, 50).map((row) => again.margin(row))).toEqual(
      rows.slice(0, 50).map((row) => model.margin(row)),
    )
    expect(LogisticBoosting.learn(rows, labels, 2).margin(rows[0]!)).not.toBe(model.margin(rows[0]!))
  })

  it('explains each margin by its features, up to what all rows share', () => {
    const rest = rows.slice(0, 20).map((row) => {
      const sum = model.explain(row).reduce((all, effect) => all + effect, 0)
      return model.margin(row) - sum
    })
    for (const one of rest) expect(one).toBeCloseTo(rest[0]!, 9)
    const effects = model.explain(Float64Array.of(0.9, ...new Array(7).fill(0.5)))
    expect(effects[0]!).toBeGreaterThan(Math.abs(effects[2]!) + 0.5)
    expect(effects[1]!).toBeGreaterThan(Math.abs(effects[2]!) + 0.5)
  })

  it('refuses labels of one kind', () => {
    expect(() =>
      LogisticBoosting.learn(
        rows,
        labels.map(() => 1),
      ),
    ).toThrow('labels: ')
  })
})

describe('probabilities', () => {
  it('hold after calibration, whatever the margins were', () => {
    const random = new Random(3)
    const margins = Array.from({ length: 4_000 }, () => 3 * random.normal())
    const labels = margins.map((margin) => Number(random.uniform() < probabilityOf(margin / 2 - 1)))
    const platt = fitPlatt(margins, labels)
    expect(platt.slope).toBeCloseTo(0.5, 1)
    expect(platt.shift).toBeCloseTo(-1, 0)
    const said = margins.map((margin) => calibrated(platt, margin))
    expect(calibrationError(calibration(said, labels))).toBeLessThan(0.03)
  })

  it('stay moderate where margins tell the labels apart by themselves', () => {
    const margins = Array.from({ length: 200 }, (_, row) => (row % 2 ? 4 + row / 100 : -4 - row / 100))
    const { slope, shift } = fitPlatt(
      margins,
      margins.map((margin) => Number(margin > 0)),
    )
    expect(slope).toBeGreaterThan(0.2)
    expect(slope).toBeLessThan(5)
    expect(Math.abs(shift)).toBeLessThan(1)
  })

  it('stay as they are where the margins say nothing or the opposite', () => {
    expect(fitPlatt([], [])).toEqual(uncalibrated)
    expect(fitPlatt([-2, -1, 1, 2], [1, 1, 0, 0])).toEqual(uncalibrated)
  })
})

describe('scores', () => {
  it('of a perfect order, of its opposite and of ties', () => {
    expect(auc([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1])).toBe(1)
    expect(auc([0.9, 0.8, 0.2, 0.1], [0, 0, 1, 1])).toBe(0)
    expect(auc([0.5, 0.5, 0.5], [0, 1, 0])).toBe(0.5)
    expect(auc([0.5], [1])).toBeNaN()
  })

  it('of probabilities against what came', () => {
    expect(brier([1, 0, 0.5], [1, 0, 1])).toBeCloseTo(0.25 / 3, 12)
    const bins = calibration(
      new Array(20).fill(0.3),
      Array.from({ length: 20 }, (_, row) => row % 2),
    )
    expect(bins).toHaveLength(10)
    expect(calibrationError(bins)).toBeCloseTo(0.2, 12)
  })
})
