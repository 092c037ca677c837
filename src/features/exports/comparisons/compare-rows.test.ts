import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SameKey } from '../deltas/row-states.ts'
import { compareRows } from './compare-rows.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comparisons-'))
})
afterAll(() => rm(folder, { recursive: true }))

type Rows = [key: string, value: string][]

async function compare(before: Rows, after: Rows, shown = 100) {
  const [beforePath, afterPath] = [join(folder, 'before'), join(folder, 'after')]
  for (const [path, rows] of [
    [beforePath, before],
    [afterPath, after],
  ] as const)
    await writeFile(path, rows.map(([key, value]) => `${value}\t${key}\n`).join(''))
  return compareRows({ beforePath, afterPath, columns: 1, keyColumns: 1, shown })
}

const rows = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 0, max: 15 }).map(String), fc.constantFrom('a', 'b', '\\N')),
  { selector: ([key]) => key, maxLength: 16 },
)

describe('a comparison', () => {
  it('tells every row that was added, removed or changed, whatever order rows are in', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, async (before, after) => {
        const [old, now] = [new Map(before), new Map(after)]
        const found = await compare(before, after)
        const shown = (value: string | undefined) => [value === '\\N' ? null : value]
        expect(found).toEqual({
          rows_before: before.length,
          rows_after: after.length,
          added: after.filter(([key]) => !old.has(key)).length,
          removed: before.filter(([key]) => !now.has(key)).length,
          changed: after.filter(([key, value]) => old.has(key) && old.get(key) !== value).length,
          first: {
            added: after.filter(([key]) => !old.has(key)).map(([, value]) => shown(value)),
            removed: before.filter(([key]) => !now.has(key)).map(([, value]) => shown(value)),
            changed: after
              .filter(([key, value]) => old.has(key) && old.get(key) !== value)
              .map(([key, value]) => ({ before: shown(old.get(key)), after: shown(value) })),
          },
        })
      }),
      { numRuns: 200 },
    )
  })

  it('shows so many rows of each kind, and counts them all', async () => {
    const many = (value: string): Rows => Array.from({ length: 30 }, (_, key) => [String(key), value])
    const { changed, first } = await compare(many('a\\tb'), many('c'), 5)
    expect([changed, first.changed.length, first.changed[0]]).toEqual([
      30,
      5,
      { before: ['a\tb'], after: ['c'] },
    ])
  })

  it('does not guess where rows share a key', async () => {
    const twice: Rows = [
      ['1', 'a'],
      ['1', 'b'],
    ]
    await expect(compare(twice, [])).rejects.toThrow(SameKey)
    await expect(compare([], twice)).rejects.toThrow(SameKey)
  })
})
