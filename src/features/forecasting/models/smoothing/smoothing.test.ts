import { describe, expect, it } from 'vitest'
import { dampedHolt } from './damped-holt.ts'
import { dotm } from './dotm.ts'
import { ses } from './ses.ts'
import { theta } from './theta.ts'

const straight = Float64Array.from({ length: 20 }, (_, t) => 1 + t / 10)

describe('smoothing', () => {
  it('of a constant is that constant, by every method', () => {
    const constant = new Float64Array(12).fill(1)
    for (const method of [ses, dampedHolt, theta, dotm])
      for (const value of method(constant, 3)) expect(value).toBeCloseTo(1, 2)
  })

  it('by SES follows a level that has moved', () => {
    const moved = Float64Array.from({ length: 30 }, (_, t) => (t < 15 ? 1 : 2))
    expect(ses(moved, 2)[1]).toBeCloseTo(2, 2)
  })

  it('by Theta goes on with half the slope of a straight line', () => {
    const forecast = theta(straight, 4)
    expect(forecast[3]! - forecast[0]!).toBeCloseTo(0.15, 10)
    expect(forecast[0]).toBeCloseTo((3 + 2.9) / 2, 2)
  })

  it('by the damped trend rises ever less', () => {
    const forecast = dampedHolt(straight, 6)
    const rises = [...forecast.slice(1)].map((value, step) => value - forecast[step]!)
    expect(rises.every((rise) => rise > 0)).toBe(true)
    for (const [step, rise] of rises.slice(1).entries()) expect(rise / rises[step]!).toBeLessThan(0.981)
  })

  it('by DOTM rises with a line', () => {
    const forecast = dotm(straight, 3)
    expect(forecast[0]).toBeGreaterThan(2.9)
    expect(forecast[2]).toBeGreaterThan(forecast[0]!)
    expect(forecast[2]).toBeLessThan(3.3)
  })
})
