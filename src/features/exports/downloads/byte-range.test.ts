import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isKnown, wantedRange } from './byte-range.ts'

const size = 1000
const etag = '"abc"'
const wanted = (range: string, ifRange?: string) =>
  wantedRange(new Headers({ range, ...(ifRange === undefined ? {} : { 'if-range': ifRange }) }), size, etag)

describe('a range', () => {
  it.each([
    ['bytes=0-9', 0, 9],
    ['bytes=10-10', 10, 10],
    ['bytes=990-', 990, 999],
    ['bytes=0-', 0, 999],
    ['bytes=-10', 990, 999],
    ['bytes=-5000', 0, 999],
    ['bytes=990-5000', 990, 999],
    ['bytes= 5 - 7 ', 5, 7],
  ])('%s is bytes %i to %i', (text, start, end) => {
    expect(wanted(text)).toEqual({ kind: 'part', range: { start, end } })
  })

  it.each(['bytes=1000-', 'bytes=1000-2000', 'bytes=-0'])('%s lies outside', (text) => {
    expect(wanted(text)).toEqual({ kind: 'unsatisfiable' })
  })

  it.each(['', 'bytes=', 'bytes=-', 'bytes=9-0', 'bytes=a-b', 'rows=0-9', 'bytes=0-9,20-29', 'bytes=1.5-3'])(
    '"%s" is ignored',
    (text) => {
      expect(wanted(text)).toEqual({ kind: 'whole' })
    },
  )

  it('counts only for the version that If-Range names', () => {
    expect(wanted('bytes=0-9', etag).kind).toBe('part')
    expect(wanted('bytes=0-9', '"old"').kind).toBe('whole')
    expect(wanted('bytes=0-9', `W/${etag}`).kind).toBe('whole')
    expect(wanted('bytes=0-9', 'Wed, 21 Oct 2015 07:28:00 GMT').kind).toBe('whole')
  })

  it('of an empty file lies outside, and no range is the whole', () => {
    expect(wantedRange(new Headers({ range: 'bytes=0-' }), 0, etag)).toEqual({ kind: 'unsatisfiable' })
    expect(wantedRange(new Headers({ range: 'bytes=-5' }), 0, etag)).toEqual({ kind: 'unsatisfiable' })
    expect(wantedRange(new Headers(), 0, etag)).toEqual({ kind: 'whole' })
  })

  it('that is answered always lies inside the file', () => {
    const number = fc.option(fc.oneof(fc.nat(3), fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER)))
    fc.assert(
      fc.property(fc.nat(5000), number, number, (bytes, first, last) => {
        const range = `bytes=${first ?? ''}-${last ?? ''}`
        const found = wantedRange(new Headers({ range }), bytes, etag)
        if (found.kind !== 'part') return
        expect(found.range.start).toBeGreaterThanOrEqual(0)
        expect(found.range.end).toBeGreaterThanOrEqual(found.range.start)
        expect(found.range.end).toBeLessThan(bytes)
      }),
    )
  })
})

describe('If-None-Match', () => {
  it.each([
    ['"abc"', true],
    ['W/"abc"', true],
    ['"x", W/"y" ,"abc"', true],
    ['*', true],
    ['"abcd"', false],
    ['abc', false],
    ['', false],
  ])('%s: known is %s', (header, expected) => {
    expect(isKnown(new Headers({ 'if-none-match': header }), etag)).toBe(expected)
  })

  it('names nothing when it is absent', () => {
    expect(isKnown(new Headers(), etag)).toBe(false)
  })
})
