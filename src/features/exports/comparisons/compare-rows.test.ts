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

async function compare(before: Rows, after: Rows) {
  const [beforePath, afterPath] = [join(folder, 'before'), join(folder, 'after')]
  for (const [path, rows] of [
    [beforePath, before],
    [afterPath, after],
  ] as const)
    await writeFile(path, rows.map(([key, value]) => `${value}\t${key}\n`).join(''))
  const comparison = await compareRows({ beforePath, afterPath, columns: 1, keyColumns: 1 })
  const found = []
  for await (const { kind, before, after } of comparison.differences())
    found.push([kind, ...((await before?.()) ?? []), ...(after?.() ?? [])])
  return { ...comparison.counts, found }
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
        const shown = (value: string | undefined) => (value === '\\N' ? null : value)
        const removed = before.filter(([key]) => !now.has(key))
        const [added, changed] = [
          after.filter(([key]) => !old.has(key)),
          after.filter(([key, value]) => old.has(key) && old.get(key) !== value),
        ]
        expect(await compare(before, after)).toEqual({
          ...{ rows_before: before.length, rows_after: after.length },
          ...{ added: added.length, removed: removed.length, changed: changed.length },
          found: [
            ...removed.map(([, value]) => ['removed', shown(value)]),
            ...after
              .filter((row) => added.includes(row) || changed.includes(row))
              .map(([key, value]) =>
                old.has(key) ? ['changed', shown(old.get(key)), shown(value)] : ['added', shown(value)],
              ),
          ],
        })
      }),
      { numRuns: 200 },
    )
  })

  it('finds what a row was, far away from where it is', async () => {
    const many = (mark: string, keys: number[]): Rows =>
      keys.map((key) => [String(key), `${mark}${'x'.repeat(3_000)}\\t${key}`])
    const keys = Array.from({ length: 300 }, (_, key) => key)
    const { changed, found } = await compare(many('a', keys), many('b', keys.toReversed()))
    expect(changed).toBe(300)
    expect(found[0]).toEqual(['changed', `a${'x'.repeat(3_000)}\t299`, `b${'x'.repeat(3_000)}\t299`])
    expect(found.every(([, before, after]) => before!.slice(1) === after!.slice(1))).toBe(true)
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
