import { describe, expect, it } from 'vitest'
import { coveredBytes, isNearlyWhole } from './coverage.ts'

const part = (rangeStart: number, bytesSent: number) => ({ rangeStart, bytesSent })

describe('the bytes of a file that left', () => {
  it.each([
    ['nothing', [], 0],
    ['one part', [part(10, 5)], 5],
    ['parts in any order', [part(50, 50), part(0, 50)], 100],
    ['parts that overlap, once', [part(0, 60), part(40, 60)], 100],
    ['a part inside another, once', [part(0, 100), part(20, 10), part(90, 10)], 100],
    ['a gap not at all', [part(0, 10), part(90, 10)], 20],
    ['a request that sent nothing', [part(0, 0), part(5, 5)], 5],
  ])('count %s', (_, parts, bytes) => {
    expect(coveredBytes(parts)).toBe(bytes)
  })

  it('are nearly the whole file from nine tenths on, in however many ranges', () => {
    const all = Array.from({ length: 9 }, (_, index) => part(index * 10, 10))
    expect(isNearlyWhole(all, 100)).toBe(true)
    expect(isNearlyWhole(all.slice(1), 100)).toBe(false)
    expect(isNearlyWhole([part(1, 99)], 100)).toBe(true)
    expect(isNearlyWhole([], 0)).toBe(true)
  })
})
