import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitLine } from './line.ts'
import { multiplyByTransposed, transpose } from './matrix.ts'
import { minimise, outOfBounds } from './nelder-mead.ts'
import { Random } from './random.ts'

describe('minimise', () => {
  it('finds the valley of Rosenbrock', () => {
    const { point, value } = minimise(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1], {
      tolerance: 1e-14,
    })
    expect(value).toBeLessThan(1e-10)
    expect([...point].map((x) => x.toFixed(3))).toEqual(['1.000', '1.000'])
  })

  it('stays within bounds and ends there', () => {
    const { point } = minimise(([x = 0]) => (x < 2 ? outOfBounds : x), [5])
    expect(point[0]).toBeGreaterThanOrEqual(2)
    expect(point[0]).toBeLessThan(2.001)
  })
})

describe('the product with a transposed matrix', () => {
  it('is the sum of products, whatever the shape', () => {
    const size = fc.integer({ min: 1, max: 9 })
    fc.assert(
      fc.property(size, size, size, fc.nat(), (rows, columns, inner, seed) => {
        const random = new Random(seed)
        const left = new Float64Array(rows * inner).map(() => random.normal())
        const right = new Float64Array(columns * inner).map(() => random.normal())
        const product = new Float64Array(rows * columns)
        multiplyByTransposed(left, rows, right, columns, inner, product)
        for (let row = 0; row < rows; row += 1)
          for (let column = 0; column < columns; column += 1) {
            let sum = 0
            for (let i = 0; i < inner; i += 1) sum += left[row * inner + i]! * right[column * inner + i]!
            expect(product[row * columns + column]).toBeCloseTo(sum, 12)
          }
      }),
    )
  })

  it('has rows for columns after transposing', () => {
    const turned = new Float64Array(6)
    transpose(Float64Array.of(1, 2, 3, 4, 5, 6), 2, 3, turned)
    expect([...turned]).toEqual([1, 4, 2, 5, 3, 6])
  })
})

describe('random numbers', () => {
  it('are the same for the same seed and others for another', () => {
    const draw = (seed: number) => {
      const random = new Random(seed)
      return Array.from({ length: 5 }, () => random.uniform())
    }
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
    expect(draw(7)).not.toEqual(draw(7 + 2 ** 32))
  })

  it('of the normal distribution have mean 0 and deviation 1', () => {
    const random = new Random(1)
    const drawn = Array.from({ length: 20_000 }, () => random.normal())
    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length
    const square = drawn.reduce((sum, value) => sum + value ** 2, 0) / drawn.length
    expect(Math.abs(mean)).toBeLessThan(0.03)
    expect(Math.abs(square - 1)).toBeLessThan(0.03)
  })

  it('shuffle without loss', () => {
    const values = Uint32Array.from({ length: 50 }, (_, index) => index)
    const shuffled = values.slice()
    new Random(3).shuffle(shuffled)
    expect(shuffled).not.toEqual(values)
    expect(shuffled.sort()).toEqual(values)
  })
})

it('a line goes through points that lie on one', () => {
  const { level, slope } = fitLine(Float64Array.of(5, 8, 11, 14, 0), 4)
  expect(level).toBeCloseTo(2, 12)
  expect(slope).toBeCloseTo(3, 12)
  expect(fitLine(Float64Array.of(7))).toEqual({ level: 7, slope: 0 })
})
