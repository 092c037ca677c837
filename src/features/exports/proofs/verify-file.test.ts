import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findFormat, formats } from '#src/encoding/formats.ts'
import { encode } from '#src/encoding/process/encoder-pool.ts'
import { DeflatedParts } from '#src/encoding/zip/deflated-parts.ts'
import { ZipArchive } from '#src/encoding/zip/zip-archive.ts'
import { zipContents } from '#src/encoding/zip/zip-reader.ts'
import { sampleManifest } from '../../../../tests/samples/sample-manifest.ts'
import {
  copyText,
  inOrder,
  randomTables,
  sampleAbout,
  sampleColumns,
  text,
  writeAll,
} from '../../../../tests/samples/sample-table.ts'
import { runs } from '../../../../tests/support/runs.ts'
import { type Manifest, publicKeyOf, signManifest, type UnsignedManifest } from './manifest.ts'
import { verifyFile } from './verify-file.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

const secret = 'a secret of this instance'
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-file-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('a finished file', () => {
  test.each([
    ['csv', {}],
    ['csv', { preset: 'excel', locale: 'de-DE', quote: 'all' }],
    ['csv', { header: false, compression: 'gzip' }],
    ['json', {}],
    ['json', { compression: 'zstd' }],
    ['ndjson', { compression: 'zip' }],
    ['ndjson', { compression: 'none' }],
    ['excel', {}],
    ['parquet', {}],
  ])('%s %j is whole, and altered with any of its bytes flipped', async (format, options) => {
    const { path, manifest } = await exported(format, options, [
      ['a', '1'],
      ['b"\n', '2'],
      ['=1', '3'],
    ])
    expect(await verifyFile(path, manifest)).toMatchObject({ verdict: 'whole', problems: [], rows: 3 })
    const bytes = await readFile(path)
    // A workbook has more bytes than the others together: every sixteenth will do, every fourth where everything is tested.
    const step = bytes.length > 1000 ? (process.env.FULL ? 4 : 16) : 1
    for (let at = 0; at < bytes.length; at += step) {
      const flipped = Buffer.from(bytes)
      flipped[at] = flipped[at]! ^ (1 << (at % 8))
      await writeFile(path, flipped)
      expect((await verifyFile(path, manifest)).verdict, `byte ${at}`).toBe('altered')
    }
  })

  test.each(['csv', 'json', 'ndjson'])('%s without one of its rows is altered', async (format) => {
    const { path, manifest } = await exported(format, {}, [
      ['a', '1'],
      ['b', '2'],
      ['c', '3'],
    ])
    const lines = (await readFile(path, 'utf8')).split('\n')
    await writeFile(path, lines.toSpliced(2, 1).join('\n'))
    const { verdict, problems } = await verifyFile(path, manifest)
    expect(verdict).toBe('altered')
    expect(problems).toContainEqual('it has 2 rows instead of 3')
  })

  test('excel without one of its rows is altered', async () => {
    for (const options of [{}, { title: true }, { about_sheet: false }]) {
      const { path, manifest } = await exported('excel', options, [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ])
      await writeFile(path, await withoutRow(await readFile(path), 3))
      expect((await verifyFile(path, manifest)).problems).toContainEqual('it has 2 rows instead of 3')
    }
  })

  test('that is cut off ends in the middle of a row', async () => {
    for (const [format, options] of [
      ['csv', {}],
      ['json', {}],
      ['ndjson', {}],
      ['csv', { compression: 'gzip' }],
      ['excel', {}],
      ['parquet', {}],
    ] as const) {
      const { path, manifest } = await exported(format, options, [
        ['a', '1'],
        ['b', '2'],
      ])
      // A workbook ends with a directory, which holds no rows.
      await writeFile(path, (await readFile(path)).subarray(0, format === 'excel' ? 2000 : -3))
      expect((await verifyFile(path, manifest)).problems).toContainEqual('it ends in the middle of a row')
    }
  })

  test('of a manifest that was changed, or that another instance signed, is altered', async () => {
    const { path, manifest } = await exported('csv', {}, [['a', '1']])
    const changed = { ...manifest, filters_in_words: [] }
    expect((await verifyFile(path, changed)).problems).toEqual([
      'the manifest was changed after it was signed',
    ])
    const { problems } = await verifyFile(path, manifest, publicKeyOf('another secret'))
    expect(problems).toEqual([`the manifest is signed by another key, ${manifest.signature.key_id}`])
  })

  test('whose manifest miscounted is altered although the hash is right', async () => {
    const { path, unsigned } = await exported('csv', {}, [
      ['a', '1'],
      ['b', '2'],
    ])
    const [file] = unsigned.files
    const wrong = signManifest({ ...unsigned, files: [{ ...file!, rows: 3 }] }, secret)
    expect((await verifyFile(path, wrong)).problems).toEqual(['it has 2 rows instead of 3'])
  })
})

describe('the recount', () => {
  const countable = formats.filter(({ recount }) => recount)
  const csvChoices = fc.record({ header: fc.boolean(), values: fc.constantFrom('raw', 'formatted') })
  test.each(countable)('of any table as $key finds its rows', async (format) => {
    await fc.assert(
      fc.asyncProperty(randomTables(), csvChoices, fc.nat(), async (table, choices, cut) => {
        const options = format.key === 'csv' ? choices : {}
        const { file } = await writeAll(format, table.columns, [copyText(table.rows)], options)
        const recount = format.recount!(options)
        const bytes = format.key === 'excel' ? await buffer(zipContents(inOrder([file]), isSheet)) : file
        recount.add(bytes.subarray(0, cut % (bytes.length + 1)))
        recount.add(bytes.subarray(cut % (bytes.length + 1)))
        expect(recount.rows()).toBe(table.rows.length)
      }),
      runs(200),
    )
  })

  test('counts what another writer wrote', () => {
    const recount = findFormat('json')!.recount!({})
    recount.add(Buffer.from(' [ 1 , "a,]\\"" , [2,[3]] , {"b": [1,2]} ] '))
    expect(recount.rows()).toBe(4)
    expect(findFormat('pdf')?.recount?.({})).toBeUndefined()
  })
})

describe('verify-export', () => {
  test('says whole, altered or not checked in words and by its exit code', async () => {
    const { path, manifest } = await exported('csv', {}, [
      ['a', '1'],
      ['b', '2'],
    ])
    const manifestPath = join(folder, 'sales.manifest.json')
    await writeFile(manifestPath, JSON.stringify(manifest, null, 2))
    const whole = await run(path, manifestPath, '--public-key', publicKeyOf(secret))
    expect(whole).toMatchObject({ code: 0 })
    expect(whole.output).toContain(`exactly the file that export ${manifest.export_id} wrote: 2 rows, `)
    expect(whole.output).toContain(`signed by key ${manifest.signature.key_id}`)

    await writeFile(path, 'c0\r\nforged\r\n')
    const altered = await run(path, manifestPath)
    expect(altered).toMatchObject({ code: 1 })
    expect(altered.output).toMatch(/^Altered: .*\n(- it has .*\n)+- its SHA-256 differs/)

    expect(await run(path)).toMatchObject({ code: 2 })
    expect(await run(path, join(folder, 'nowhere.json'))).toMatchObject({ code: 2 })
    expect(await run(path, path)).toMatchObject({ code: 2 })
  })
})

const isSheet = (name: string) => name.startsWith('xl/worksheets/')

/** The same workbook, packed again without that row of its first sheet. */
async function withoutRow(file: Buffer, row: number): Promise<Buffer> {
  const names: string[] = []
  for await (const _ of zipContents(inOrder([file]), (name) => names.push(name) > 0));
  const packed: Buffer[] = []
  const archive = new ZipArchive((bytes) => void packed.push(Buffer.from(bytes)))
  const parts = new DeflatedParts(archive)
  for (const name of names) {
    const contents = await buffer(zipContents(inOrder([file]), (found) => found === name))
    const dropped = name.endsWith('sheet1.xml') ? new RegExp(`<row r="${row}">.*?</row>`) : /^$/
    await parts.add(name, contents.toString().replace(dropped, ''))
  }
  await archive.close()
  return Buffer.concat(packed)
}

async function exported(format: string, options: Record<string, unknown>, rows: string[][]) {
  const columns = sampleColumns(['text', 'integer'])
  const spoolPath = join(folder, 'spool')
  const path = join(folder, 'sales')
  await writeFile(spoolPath, copyText(rows.map((row) => row.map(text))))
  const filled = findFormat(format)!.dialect(options)
  const encoded = await encode({
    ...{ tenantId: 'verify', spoolPath, outputPath: path, format, fileName: 'sales' },
    ...{ columns, keyColumns: 0, options: filled, about: sampleAbout },
  })
  const dialect = { format, options: filled as UnsignedManifest['filters'] }
  const unsigned = sampleManifest('sales', encoded, columns, dialect)
  return { path, unsigned, manifest: signManifest(unsigned, secret) satisfies Manifest }
}

async function run(...args: string[]): Promise<{ code: number; output: string }> {
  const script = new URL('../../../../scripts/verify-export.ts', import.meta.url).pathname
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args])
    return { code: 0, output: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, output: stdout + stderr }
  }
}
