import fc from 'fast-check'
import { expect, it } from 'vitest'
import { overlaps } from './overlaps.ts'

const period = (valid_from: string, valid_until: string | null, product_id = 'a') => ({
  ...{ product_id, valid_from, valid_until },
})

it('prices of an item overlap when they share a day, and the later one is told', () => {
  expect(overlaps([period('2026-01-01', '2026-01-31'), period('2026-02-01', null)])).toEqual([])
  expect(overlaps([period('2026-01-31', null), period('2026-01-01', '2026-01-31')])).toEqual([
    { index: 0, other: 1 },
  ])
  expect(overlaps([period('2026-01-01', null), period('2027-01-01', '2027-01-01')])).toHaveLength(1)
  expect(overlaps([period('2026-01-01', null), period('2026-01-01', null, 'b')])).toEqual([])
})

it('an overlap is found wherever two of the days are shared', () => {
  const day = fc.integer({ min: 10, max: 28 }).map((number) => `2026-02-${number}`)
  const some = fc.record({
    product_id: fc.constantFrom('a', 'b'),
    valid_from: day,
    valid_until: fc.option(day, { nil: null }),
  })
  const isOrdered = ({ valid_from, valid_until }: { valid_from: string; valid_until: string | null }) =>
    valid_until === null || valid_until >= valid_from
  fc.assert(
    fc.property(fc.array(some.filter(isOrdered), { maxLength: 6 }), (periods) => {
      const shared = periods.some((one, index) =>
        periods.slice(index + 1).some((other) => sharesDay(one, other)),
      )
      expect(overlaps(periods).length > 0).toBe(shared)
    }),
  )
})

function sharesDay(one: ReturnType<typeof period>, other: ReturnType<typeof period>): boolean {
  const startsInTime = other.valid_from <= (one.valid_until ?? '9999')
  const endsLateEnough = one.valid_from <= (other.valid_until ?? '9999')
  return one.product_id === other.product_id && startsInTime && endsLateEnough
}
