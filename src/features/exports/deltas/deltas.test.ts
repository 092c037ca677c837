import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeDelta } from './delta-rows.ts'
import { RowStates, RowStatesBuilder, SameKey } from './row-states.ts'

const salt = Buffer.alloc(16, 7)
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deltas-'))
})
afterAll(() => rm(folder, { recursive: true }))

type Table = Map<string, string>

/** One run over a table whose rows have a value and a key of two columns. */
async function run(table: Table, before?: RowStates) {
  const [rowsPath, outputPath] = [join(folder, 'rows'), join(folder, 'output')]
  const lines = [...table].map(([key, value]) => `${value}\t${key}\tpart\n`)
  await writeFile(rowsPath, lines.join(''))
  await writeFile(outputPath, '')
  const { signal } = new AbortController()
  const made = await writeDelta({
    ...{ rowsPath, outputPath, salt, before, signal },
    ...{ columns: 1, keyColumns: 2 },
  })
  return { ...made, text: await readFile(outputPath, 'utf8') }
}

/** What a receiver does with a file, who knows rows by their row key alone. */
function apply(received: Table, text: string): void {
  for (const line of text.split('\n').filter(Boolean)) {
    const [change, key, value] = line.split('\t') as [string, string, string]
    if (change === 'delete') expect(received.delete(key)).toBe(true)
    else received.set(key, value)
  }
}

const values = (table: Table) => [...table.values()].sort()

describe('a chain of files', () => {
  it('is a full file and what changed since, whatever writers did in between', async () => {
    const key = fc.integer({ min: 0, max: 20 }).map(String)
    const write = fc.oneof(
      fc.record({ key, value: fc.constantFrom('a', 'b', '', '\\N') }),
      fc.record({ key, to: key }),
      fc.record({ key }),
    )
    const histories = fc.array(fc.array(write, { maxLength: 12 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(histories, async (runs) => {
        const table: Table = new Map()
        const received: Table = new Map()
        let before: RowStates | undefined
        for (const writes of runs) {
          for (const one of writes) {
            if ('value' in one) table.set(one.key, one.value)
            else {
              const value = table.get(one.key)
              table.delete(one.key)
              if ('to' in one && value !== undefined) table.set(one.to, value)
            }
          }
          const { states, text, rows } = await run(table, before)
          apply(received, text)
          expect([values(received), rows]).toEqual([values(table), table.size])
          before = new RowStates(states)
        }
      }),
      { numRuns: 1000 },
    )
  }, 60_000)

  it('says nothing of rows that are as they were', async () => {
    const table: Table = new Map([
      ['1', 'a'],
      ['2', 'b'],
    ])
    const { states } = await run(table)
    table.set('2', 'c')
    const before = new RowStates(states)
    const key = /^[0-9a-f]{16}$/
    const { text, upserts, deletes } = await run(table, before)
    const [change, rowKey, ...rest] = text.trimEnd().split('\t')
    expect([change, rest, upserts, deletes]).toEqual(['upsert', ['c', '2', 'part'], 1, 0])
    expect(rowKey).toMatch(key)
    table.delete('2')
    const gone = await run(table, before)
    expect(gone.text).toBe(`delete\t${rowKey}\t\\N\t${rowKey}\t${rowKey}\n`)
  })

  it('does not tell apart rows that share a key', async () => {
    const builder = new RowStatesBuilder(salt)
    builder.add(Buffer.from('1'), Buffer.from('a'))
    builder.add(Buffer.from('1'), Buffer.from('b'))
    await expect(builder.toBytes()).rejects.toThrow(SameKey)
  })
})

describe('remembered rows', () => {
  it('are 16 bytes each, and found among many', async () => {
    const builder = new RowStatesBuilder(salt)
    const texts = Array.from({ length: 50_000 }, (_, index) => Buffer.from(`row ${index}`))
    for (const text of texts) builder.add(text, text)
    const bytes = await builder.toBytes()
    expect(bytes.length).toBe(16 + 16 * texts.length)
    const states = new RowStates(bytes)
    const again = new RowStatesBuilder(salt)
    const found = texts.map((text) => {
      const entry = again.add(text, text)
      const index = states.indexOf(entry)
      return states.isSame(index, entry) ? index : -1
    })
    expect(new Set(found).size).toBe(texts.length)
    expect(found).not.toContain(-1)
    expect(states.indexOf(again.add(Buffer.from('another'), Buffer.from('')))).toBe(-1)
  })

  it('of half a file are refused', () => {
    expect(() => new RowStates(Buffer.alloc(40))).toThrow('not whole')
  })
})
