import { expect, it } from 'vitest'
import { digitsOf } from '#src/features/spend/decimals.ts'
import { inCurrency } from './in-currency.ts'

it('divides by what a unit of the currency is made of', () => {
  const sql = inCurrency('t.amount', 't.currency')
  const divisors = new Map(
    [...sql.matchAll(/in \(([^)]+)\) then (\d+)/g)].flatMap(([, codes, divisor]) =>
      codes!.split(', ').map((code): [string, number] => [code.slice(1, -1), Number(divisor)]),
    ),
  )
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)))
  expect(codes.filter((code) => (divisors.get(code) ?? 100) !== 10 ** digitsOf(code))).toEqual([])
  expect(divisors.get('JPY')).toBe(1)
})
