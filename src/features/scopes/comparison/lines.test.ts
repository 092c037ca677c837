import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareLines, countChanges } from './lines.ts'

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))
const side = (lines: ReturnType<typeof compareLines>, which: 'from' | 'to') =>
  lines.flatMap((line) => line[which] ?? [])

it('both texts can be read off what stands side by side, whatever they are', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = compareLines(before, after)
      for (const [which, whole] of [['from', before] as const, ['to', after] as const]) {
        const own = side(lines, which)
        expect(own.map((line) => line.text).join('\n')).toBe(whole)
        expect(own.map(({ number }) => number)).toEqual(own.map((_, index) => index + 1))
      }
      for (const { change, from, to } of lines) {
        expect(change === 'same').toBe(from !== null && from.text === to?.text)
        expect(from !== null || to !== null).toBe(true)
      }
    }),
  )
})

it('a text compared with itself has no change', () => {
  fc.assert(
    fc.property(text, (same) => {
      const { changed, added, removed } = countChanges(compareLines(same, same))
      expect([changed, added, removed]).toEqual([0, 0, 0])
    }),
  )
})

it('one changed line stands beside what it was, and an added one alone', () => {
  const lines = compareLines('Sweep\nMop\nLeave', 'Sweep\nMop twice\nLeave\nLock')
  expect(lines).toEqual([
    { change: 'same', from: { number: 1, text: 'Sweep' }, to: { number: 1, text: 'Sweep' } },
    { change: 'changed', from: { number: 2, text: 'Mop' }, to: { number: 2, text: 'Mop twice' } },
    { change: 'same', from: { number: 3, text: 'Leave' }, to: { number: 3, text: 'Leave' } },
    { change: 'added', from: null, to: { number: 4, text: 'Lock' } },
  ])
})
