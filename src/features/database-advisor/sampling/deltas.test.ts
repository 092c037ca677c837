import { expect, it } from 'vitest'
import { deltaOf, grown } from './deltas.ts'
import type { Counters } from './repository.ts'

const counters = (calls: number, since = '2026-01-01T00:00:00Z'): Counters => ({
  ...{ calls, totalMs: calls * 2, rows: calls, blocksHit: 0, blocksRead: 0, tempBlocks: 0, since },
})
const read = '2026-01-02T00:00:00Z'
const later = '2026-01-02T00:01:00Z'

it('what a statement did is what its counters grew by', () => {
  expect(deltaOf(counters(15), counters(10), read)).toMatchObject({ calls: 5, totalMs: 10 })
})

it('after a reset all that is counted came since', () => {
  expect(deltaOf(counters(3, later), counters(10), read).calls).toBe(3)
  expect(deltaOf(counters(30, later), counters(10), read).calls, 'also where it ran more often since').toBe(
    30,
  )
  expect(grown(3, 10)).toBe(3)
  expect(grown(12, 10)).toBe(2)
})

it('a statement counts whole only where it was first run after the last reading', () => {
  expect(deltaOf(counters(7, later), undefined, read).calls).toBe(7)
  expect(deltaOf(counters(7), undefined, read).calls).toBe(0)
  expect(deltaOf(counters(7), undefined, undefined).calls).toBe(0)
  expect(grown(7, undefined)).toBe(0)
})
