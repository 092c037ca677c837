import { expect, it } from 'vitest'
import { projectionOf } from './projection.ts'

const june = { begins_at: '2026-06-01T00:00:00Z', resets_at: '2026-07-01T00:00:00Z' }

it('goes on as fast as so far', () => {
  const room = { ...june, reserved: 200, settled: 100 }
  expect(projectionOf(room, new Date('2026-06-11T00:00:00Z'))).toBe(900)
  expect(projectionOf(room, new Date('2026-07-01T00:00:00Z'))).toBe(300)
})

it('has no end in the total, and does not leap from the first minute of a period', () => {
  expect(
    projectionOf({ ...june, begins_at: null, resets_at: null, reserved: 1, settled: 0 }, new Date()),
  ).toBeNull()
  expect(projectionOf({ ...june, reserved: 1, settled: 0 }, new Date('2026-06-01T00:00:01Z'))).toBe(720)
})
