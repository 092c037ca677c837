import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exceeds, inCurrency, lineAmount, totalOf } from './amounts.ts'

const price = fc
  .tuple(fc.bigInt(0n, 9_999_999_999n), fc.integer({ min: 0, max: 9_999 }))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(4, '0')}`)
const line = fc.record({ price, quantity: fc.integer({ min: 1, max: 1_000_000_000 }) })
const tenThousandths = (decimal: string) => BigInt(decimal.replace('.', ''))

describe('the total of an order', () => {
  it('is the exact sum of its lines, rounded once, half up', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 20 }),
        fc.constantFrom('EUR', 'JPY', 'KWD'),
        (lines, currency) => {
          const exact = lines.reduce((sum, one) => sum + tenThousandths(one.price) * BigInt(one.quantity), 0n)
          const unit = { EUR: 100n, JPY: 10_000n, KWD: 10n }[currency]
          const total = BigInt(totalOf(lines, currency).replace('.', ''))
          const difference = total * unit - exact
          expect(difference > -unit / 2n - 1n && difference * 2n <= unit).toBe(true)
        },
      ),
    )
  })

  it('keeps the cents that rounding every line would lose', () => {
    const lines = Array.from({ length: 3 }, () => ({ price: '0.0033', quantity: 1 }))
    expect(totalOf(lines, 'EUR')).toBe('0.01')
    expect(totalOf([{ price: '0.0050', quantity: 1 }], 'EUR')).toBe('0.01')
    expect(totalOf([{ price: '0.5', quantity: 1 }], 'JPY')).toBe('1')
  })

  it('of a line is exact to four places', () => {
    expect(lineAmount({ price: '0.0001', quantity: 3 })).toBe('0.0003')
    expect(lineAmount({ price: '12.5', quantity: 10 })).toBe('125.0000')
  })
})

it('amounts are shown and compared as their currency has them', () => {
  expect(['EUR', 'JPY', 'KWD'].map((currency) => inCurrency('1234.500', currency))).toEqual([
    '1234.50',
    '1234',
    '1234.500',
  ])
  expect([exceeds('10.01', '10'), exceeds('10.00', '10.000'), exceeds('9.99', '10')]).toEqual([
    true,
    false,
    false,
  ])
})
