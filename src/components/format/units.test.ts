import { expect, it } from 'vitest'
import { unitOf } from './units.ts'

it('a unit is one of its kind behind 1 and several behind every other number', () => {
  expect([0, 1, 2].map((count) => unitOf(count, 'piece'))).toEqual(['pieces', 'piece', 'pieces'])
  expect(unitOf(12, 'month')).toBe('months')
  expect(unitOf(3, 'Box')).toBe('Boxes')
})

it('abbreviations and words of other languages stay as they were written', () => {
  for (const unit of ['kg', 'pcs', 'Stück', '個', 'constructor', '']) expect(unitOf(2, unit)).toBe(unit)
})
