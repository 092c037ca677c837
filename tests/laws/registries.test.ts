import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { formats } from '#src/encoding/formats.ts'
import { writers } from '#src/encoding/writers.ts'
import { datasets } from '#src/features/datasets/catalog/index.ts'
import { queues } from '../../worker/jobs.ts'
import { filesBelow, hits, read, root } from './project.ts'

/** Every value that the files of a folder export and that looks like one of the kind. */
async function defined(folder: string, isOfKind: (value: object) => boolean): Promise<{ key: string }[]> {
  const files = filesBelow([folder], /\.ts$/).filter((file) => !/\.test\.ts$|\/index\.ts$/.test(file))
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(root, file)).href)))
  return modules
    .flatMap((module) => Object.values(module as Record<string, unknown>))
    .filter(
      (value): value is { key: string } => typeof value === 'object' && value !== null && isOfKind(value),
    )
}

const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key).sort()

describe('the lists are complete', () => {
  it('every dataset that a file defines is offered', async () => {
    const isDataset = (value: object) => 'primaryKey' in value && 'columns' in value
    expect(keys(await defined('src/features/datasets/catalog', isDataset))).toEqual(keys(datasets))
  })

  it('every format that a file defines is offered', async () => {
    const isFormat = (value: object) => 'dialect' in value && 'mediaType' in value
    expect(keys(await defined('src/encoding', isFormat))).toEqual(keys(formats))
  })

  it('every format has its writer, and no writer lacks its format', () => {
    expect(Object.keys(writers).sort()).toEqual(keys(formats))
  })

  it('no code outside the encoders asks which format it has: the format’s value answers', () => {
    const asksForFormat =
      /\b[fF]ormat(\.key)?!?\s*[!=]==?\s*['"`](csv|excel|pdf|ndjson|json|parquet)\b|case '(csv|excel|pdf|ndjson|parquet)'/g
    const files = filesBelow(['src', 'worker', 'scripts'], /\.tsx?$/)
    const others = files.filter((file) => !/^src\/encoding\/|\.test\.tsx?$/.test(file))
    expect(hits(others, asksForFormat)).toEqual([])
    expect("if (row.format === 'excel') count()").toMatch(asksForFormat)
  })

  it.each(['jobs', 'sweeps'])('every %s.ts is run by the worker', (name) => {
    const worker = read(`worker/${name}.ts`)
    const written = filesBelow(['src/features'], new RegExp(`/${name}\\.ts$`))
    expect(written.length).toBeGreaterThan(0)
    expect(written.filter((file) => !worker.includes(`'#${file}'`))).toEqual([])
  })

  it('every queue is installed and has exactly one job', async () => {
    const files = filesBelow(['src/features'], /\/queue\.ts$/)
    const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(root, file)).href)))
    const names = modules
      .flatMap((module) => Object.values(module as Record<string, unknown>))
      .flatMap((value) => (typeof value === 'object' && value && 'payload' in value ? [value] : []))
      .map((queue) => (queue as unknown as { name: string }).name)
    expect(names.sort()).toEqual(queues.map(({ name }) => name).sort())
    for (const name of names) expect(name).toMatch(/^[a-z]+\.[a-z]+$/)
  })
})

describe('the values in the lists', () => {
  it('have keys of their own, and columns and filters too', () => {
    const lists = [datasets, formats, ...datasets.flatMap(({ columns, filters }) => [columns, filters])]
    for (const list of lists) expect(new Set(keys(list)).size).toBe(list.length)
    const names = formats.flatMap(({ key, synonyms }) => [key, ...synonyms])
    expect(new Set(names).size).toBe(names.length)
  })

  it('sort by columns that are there, and have a file named after them', () => {
    const files = filesBelow(['src/features/datasets/catalog'], /\.ts$/).map((file) => basename(file))
    for (const { key, columns, defaultSort } of datasets) {
      const own = columns.map((column) => column.key)
      expect(defaultSort.filter(({ column }) => !own.includes(column))).toEqual([])
      expect(files).toContain(`${key.replaceAll('_', '-')}.ts`)
    }
    const encoders = filesBelow(['src/encoding'], /\.ts$/).map((file) => basename(file))
    for (const { key } of formats) expect(encoders).toContain(`${key}.ts`)
  })
})
