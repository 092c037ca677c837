import { execFileSync } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import exceljs from 'exceljs'
import { parquetMetadata } from 'hyparquet'
import { beforeAll, describe, expect, it } from 'vitest'
import { findFormat, formats } from '#src/encoding/formats.ts'
import { companyDatasets } from '#src/features/datasets/catalog/index.ts'
import { previewExport } from '#src/features/exports/previews/service.ts'
import { getManifest, verifyExport } from '#src/features/exports/proofs/service.ts'
import type { ExportDetails } from '#src/features/exports/record/details-schema.ts'
import type { Context } from '#src/lib/context.ts'
import { getStorage } from '#src/lib/storage/storage.ts'
import { parquetObjects } from '../readers/parquet-readers.ts'
import { finishedExport } from '../support/finished-export.ts'
import { contextOf, createTenant, ownerRows } from '../support/owner.ts'

const rows = 40
const previewed = 7

// Every dataset with every format, and each of both without rows; FULL=1 takes all combinations of the three.
const cases = companyDatasets.flatMap(({ key: dataset }, row) =>
  formats.flatMap(({ key: format }, column) => {
    const states = process.env.FULL || row % formats.length === column ? ['filled', 'empty'] : ['filled']
    return states.map((state) => ({ dataset, format, state }))
  }),
)

let filled: Context
let empty: Context

beforeAll(async () => {
  filled = await contextOf(await createTenant(rows), 'super_admin')
  empty = await contextOf(await createTenant(0), 'super_admin')
})

async function storedBytes(context: Context, { id }: ExportDetails): Promise<Buffer> {
  const [row] = await ownerRows<{ file_path: string }>('select file_path from data_exports where id = $1', [
    id,
  ])
  expect(row!.file_path.startsWith(`${context.principal.tenantId}/${id}/`)).toBe(true)
  return buffer(await getStorage().read(`${row!.file_path}/part-1`))
}

describe('an export', () => {
  it.each(cases)(
    'of $dataset as $format, $state, starts like its preview and is proved whole',
    async (one) => {
      const { dataset, format, state } = one
      const [context, expected] = state === 'filled' ? [filled, rows] : [empty, 0]
      const asked = { export_name: 'Test', export_type: dataset, format }
      const seen = await previewExport.execute(context, { ...asked, rows: previewed })
      const found = await finishedExport(context, asked)
      expect(found).toMatchObject({ status: 'completed', record_count: expected, error: null, attempt: 1 })
      expect(found.files[0]).toMatchObject({ part: 1, rows: expected })

      const manifest = await getManifest.execute(context, { id: found.id })
      expect(manifest).toMatchObject({ rows_expected: expected, rows_written: expected, omitted_columns: [] })
      expect(await verifyExport.execute(context, { id: found.id })).toMatchObject({
        verdict: 'whole',
        problems: [],
        rows: findFormat(format)!.recount ? expected : null,
      })
      const bytes = await storedBytes(context, found)
      expect(await countRows(format, bytes)).toBe(expected)
      expect(seen).toMatchObject({ has_more: expected > 0, cells: { length: expected > 0 ? previewed : 0 } })
      await expectBeginning(format, seen, bytes)
    },
  )
})

async function expectBeginning(format: string, seen: { encoding: string; content: string }, file: Buffer) {
  if (seen.encoding === 'utf-8') {
    // What closes a JSON array is the only thing that a longer file does not have there.
    const beginning = seen.content.replace(/\n\]\n$/, '')
    expect(file.toString('utf8').startsWith(beginning)).toBe(true)
    return
  }
  const content = Buffer.from(seen.content, 'base64')
  if (format === 'pdf') expect(content.subarray(0, 5).toString()).toBe('%PDF-')
  else if (format === 'parquet') {
    expect(await parquetObjects(exactly(content))).toEqual(
      (await parquetObjects(exactly(file))).slice(0, previewed),
    )
  } else expect(await sheetRows(content)).toEqual((await sheetRows(file)).slice(0, previewed + 1))
}

async function sheetRows(bytes: Buffer): Promise<unknown[]> {
  const found: unknown[] = []
  const sheet = await dataSheet(bytes)
  sheet.eachRow((row) => found.push(JSON.stringify(row.values)))
  return found
}

async function dataSheet(bytes: Buffer) {
  const book = await new exceljs.Workbook().xlsx.load(bytes as unknown as exceljs.Buffer)
  return book.getWorksheet('Data')!
}

it.each(['Asia/Kathmandu', 'America/St_Johns'])(
  'the cover of a PDF in %s has the clock of PostgreSQL',
  async (zone) => {
    const options = { time_zone: zone }
    const found = await finishedExport(filled, { export_type: 'customers', format: 'pdf', options })
    const [{ clock }] = (await ownerRows<{ clock: string }>(
      `select to_char(snapshot_at at time zone $2, 'YYYY-MM-DD HH24:MI:SS') as clock from data_exports where id = $1`,
      [found.id, zone],
    )) as [{ clock: string }]
    expect(coverOf(await storedBytes(filled, found))).toContain(`${clock} (${zone})`)
  },
)

/** The bytes alone: a small Buffer shares its memory with others. */
function exactly(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

/** By readers that are not ours. */
async function countRows(format: string, bytes: Buffer): Promise<number> {
  if (format === 'excel') return (await dataSheet(bytes)).rowCount - 1
  if (format === 'pdf') {
    return Number(/^Rows +(\d+) on/m.exec(coverOf(bytes))?.[1])
  }
  if (format === 'parquet') return Number(parquetMetadata(exactly(bytes)).num_rows)
  const text = bytes.toString('utf8')
  if (format === 'json') return (JSON.parse(text) as unknown[]).length
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (format === 'ndjson') return lines.map((line) => JSON.parse(line)).length
  const quoteless = text.replace(/"(?:[^"]|"")*"/g, 'q')
  return quoteless.split(/\r\n|\n/).filter(Boolean).length - 1
}

function coverOf(pdf: Buffer): string {
  return execFileSync('pdftotext', ['-layout', '-l', '1', '-', '-'], { input: pdf, encoding: 'utf8' })
}
