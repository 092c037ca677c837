import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { exists, sampleJob } from '../../../tests/samples/sample-job.ts'
import { copyText, nastyTable, number, text, writeAll } from '../../../tests/samples/sample-table.ts'
import { findFormat, formats } from '../formats.ts'
import { compressions } from '../rows/compression.ts'
import { encode } from './encoder-pool.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 60_000 })

const unpack = { none: (bytes: Buffer) => bytes, gzip: gunzipSync, zstd: zstdDecompressSync, zip: unzip }
let folder: string

/** By Python: the one file of a ZIP, under the name that a person knows. */
function unzip(bytes: Buffer, format: string): Buffer {
  const program = [
    'import io, sys, zipfile',
    'archive = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))',
    `assert archive.testzip() is None and archive.namelist() == ["Über-10.${format}"]`,
    'sys.stdout.buffer.write(archive.read(archive.namelist()[0]))',
  ]
  return execFileSync('/usr/bin/python3', ['-c', program.join('\n')], { input: bytes })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'encode-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('encode', () => {
  test.each(
    formats.flatMap(({ key, options }) =>
      'compression' in options.shape
        ? compressions.map((name) => [key, name] as const)
        : [[key, 'none'] as const],
    ),
  )(
    '%s with compression %s has the writer’s bytes, their hash and their totals',
    async (format, compression) => {
      const table = nastyTable()
      const rows = table.rows.map((row, index) => [...row, text(`key ${index}`)])
      const job = await sampleJob(folder, copyText(rows), {
        format,
        columns: table.columns,
        keyColumns: 1,
        options: compression === 'none' ? {} : { compression },
      })
      const result = await encode(job)
      const file = await readFile(job.outputPath)
      const expected = await writeAll(findFormat(format)!, table.columns, [copyText(table.rows)])
      expect(unpack[compression](file, format).equals(expected.file)).toBe(true)
      expect(result).toMatchObject({
        ...{
          rows: rows.length,
          guardedCells: expected.guardedCells,
          cutCells: expected.cutCells,
          bytes: file.length,
        },
        sha256: createHash('sha256').update(file).digest('hex'),
        ...{ firstKey: ['key 0'], lastKey: [`key ${rows.length - 1}`] },
      })
      expect(result.totals.map((total) => total.count + total.nulls)).toEqual(
        table.columns.map(() => rows.length),
      )
      expect(await encode(job)).toEqual(result)
      expect((await readFile(job.outputPath)).equals(file)).toBe(true)
    },
  )

  test.each(['csv', 'pdf'])(
    '%s with formatted values has the totals and keys of raw ones',
    async (format) => {
      const table = nastyTable()
      const rows = table.rows.map((row, index) => [...row, number(`${1000 + index}`)])
      const encoded = async (values: string) => {
        const options = { values }
        return encode(
          await sampleJob(folder, copyText(rows), { format, columns: table.columns, keyColumns: 1, options }),
        )
      }
      const [raw, formatted] = [await encoded('raw'), await encoded('formatted')]
      expect(formatted.sha256).not.toBe(raw.sha256)
      expect(formatted).toMatchObject({ rows: rows.length, firstKey: ['1000'], totals: raw.totals })
      expect(formatted.lastKey).toEqual(raw.lastKey)
    },
  )

  test('an empty spool is a header, and no rows', async () => {
    const job = await sampleJob(folder, Buffer.alloc(0))
    expect(await encode(job)).toMatchObject({ rows: 0, firstKey: null, lastKey: null })
    expect(await readFile(job.outputPath, 'utf8')).toBe('Column 0\r\n')
  })

  test('follows a spool that still grows', async () => {
    const job = await sampleJob(folder, Buffer.alloc(0))
    const spooled = (async () => {
      for (let row = 0; row < 40; row++) {
        await appendFile(job.spoolPath, row % 2 ? `row ${row}\n` : `row ${row} `)
        await sleep(3)
      }
    })()
    const { rows } = await encode(job, { spooled })
    expect(rows).toBe(20)
    expect(await readFile(job.outputPath, 'utf8')).toMatch(/^Column 0\r\n(row \d+ row \d+\r\n){20}$/)
  })

  test('ends without a file when the spool fails', async () => {
    const job = await sampleJob(folder, Buffer.from('a\n'))
    const failure = new Error('the database went away')
    await expect(encode(job, { spooled: sleep(100).then(() => Promise.reject(failure)) })).rejects.toBe(
      failure,
    )
    await expect(access(job.outputPath)).rejects.toThrow()
  })

  test('stops and leaves no file when aborted', async () => {
    const job = await sampleJob(folder, Buffer.from('a\n'))
    const stop = new AbortController()
    const running = encode(job, { signal: stop.signal, spooled: new Promise(() => {}) })
    while (!(await exists(job.outputPath))) await sleep(5)
    const reason = new Error('cancelled')
    stop.abort(reason)
    await expect(running).rejects.toBe(reason)
    expect(await exists(job.outputPath)).toBe(false)
    await expect(encode(job, { signal: stop.signal })).rejects.toBe(reason)
  })

  test('reports rows that never fall, while this thread stays responsive', async () => {
    const line = `${'x'.repeat(200)}\n`
    const job = await sampleJob(folder, Buffer.from(line.repeat(1000)))
    const reports: number[] = []
    let ticks = 0
    const ticking = setInterval(() => ticks++, 5)
    const spooled = (async () => {
      for (let part = 0; part < 12 || reports.length === 0; part++) {
        await sleep(70)
        await appendFile(job.spoolPath, line.repeat(1000))
      }
    })()
    await encode(job, { spooled, onProgress: (rows) => reports.push(rows) })
    clearInterval(ticking)
    expect(reports.length).toBeGreaterThan(0)
    expect(reports).toEqual(reports.toSorted((left, right) => left - right))
    expect(ticks).toBeGreaterThan(20)
  })
})

describe('an encoder process', () => {
  test('serves one company and no other', async () => {
    await encode(await sampleJob(folder, Buffer.from('a\n'), { tenantId: 'one' }))
    const one = await onlyEncoder()
    await encode(await sampleJob(folder, Buffer.from('b\n'), { tenantId: 'one', format: 'ndjson' }))
    expect(await onlyEncoder()).toBe(one)
    await encode(await sampleJob(folder, Buffer.from('c\n'), { tenantId: 'other' }))
    const other = await onlyEncoder()
    expect(other).not.toBe(one)
    await encode(await sampleJob(folder, Buffer.from('d\n'), { tenantId: 'one' }))
    expect([one, other]).not.toContain(await onlyEncoder())
  })

  test('that broke gets no other work', async () => {
    await encode(await sampleJob(folder, Buffer.from('a\n')))
    const broken = await onlyEncoder()
    await expect(encode(await sampleJob(folder, Buffer.from('a\tb\n')))).rejects.toThrow()
    expect(encoders()).not.toContain(broken)
  })

  test('that died while it waited gets no other work', async () => {
    await encode(await sampleJob(folder, Buffer.from('a\n')))
    process.kill(await onlyEncoder(), 'SIGKILL')
    while (encoders().length > 0) await sleep(5)
    // This process hears of it when it next looks around.
    await sleep(50)
    expect(await encode(await sampleJob(folder, Buffer.from('a\n')))).toMatchObject({ rows: 1 })
  })

  test('has one job at a time, and others beside it', async () => {
    const results = await Promise.all(
      ['x\n', 'y\n'].map(async (rows, index) => {
        const [spoolPath, outputPath] = [join(folder, `spool ${index}`), join(folder, `file ${index}`)]
        await writeFile(spoolPath, rows)
        return encode({ ...(await sampleJob(folder, Buffer.alloc(0))), spoolPath, outputPath })
      }),
    )
    expect(results.map(({ rows }) => rows)).toEqual([1, 1])
    expect(encoders()).toHaveLength(2)
  })

  test('ends when a minute brought it no work', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await encode(await sampleJob(folder, Buffer.from('a\n'), { tenantId: 'rare' }))
      vi.advanceTimersByTime(59_000)
      expect(encoders()).not.toEqual([])
      vi.advanceTimersByTime(1_000)
    } finally {
      vi.useRealTimers()
    }
    // The two of the test before have real timers, and each new one takes the place of one of them.
    while (encoders().length > 1) await sleep(5)
  })
})

/** Ids of the encoders that this process has started and that still run. */
function encoders(): number[] {
  const children = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'pid=,stat=,args='], {
    encoding: 'utf8',
  })
  return [...children.matchAll(/^ *(\d+) [^Z\s]+ .*encoder-main/gm)].map(([, id]) => Number(id))
}

/** The id of the last one, when those whose place it took are gone. */
async function onlyEncoder(): Promise<number> {
  while (encoders().length > 1) await sleep(5)
  return encoders()[0]!
}
