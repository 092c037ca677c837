import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  copyText,
  inOrder,
  missing,
  nastyTable,
  sampleColumns,
  text,
} from '../../../tests/samples/sample-table.ts'
import { partOf, readWithExceljs } from '../../../tests/samples/sample-workbook.ts'
import { doubledHours } from '../rows/doubled-hours.ts'
import { rowBatches } from '../rows/row-batch.ts'
import { ZipArchive } from '../zip/zip-archive.ts'
import { excelDialect } from './excel-dialect.ts'
import { writeWorkbook } from './workbook.ts'

// A busy machine is no failure.
vi.setConfig({ testTimeout: 120_000 })

const about = {
  exportId: '0197a3c0-0000-7000-8000-000000000001',
  exportName: 'Sales & more',
  dataset: 'Sales',
  filters: ['Status is paid', 'Amount from 0.10'],
  timeZone: 'Europe/Berlin',
  snapshotAt: '2026-11-20T08:00:01.000Z',
  company: 'Hafen & Söhne',
  snapshotLocal: '2026-11-20 09:00:01',
  requestedBy: 'Ada <Lovelace>',
}
const table = nastyTable()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('a workbook', () => {
  test('has a frozen, filtered, coloured header over the rows', async () => {
    const sheet = (await opened(await bytesOf())).getWorksheet('Data')!
    expect(sheet.views).toMatchObject([{ state: 'frozen', ySplit: 1, topLeftCell: 'A2' }])
    expect(sheet.autoFilter).toBe(`A1:H${table.rows.length + 1}`)
    const header = sheet.getCell('A1')
    expect(header.font).toMatchObject({ bold: true, color: { argb: 'FFFFFFFF' } })
    expect(header.fill).toMatchObject({ pattern: 'solid', fgColor: { argb: 'FF175E62' } })
  })

  test('shows each type in its way, in columns as wide as their values', async () => {
    const columns = sampleColumns(['integer', 'decimal', 'money', 'date', 'timestamp', 'text', 'decimal'])
    columns[1]!.scale = 3
    delete columns[6]!.scale
    columns[2]!.scale = 4
    const row = ['1', '2.500', '3.0000', '2026-01-02', '2026-01-02 03:04:05+01', '株'.repeat(20), '0.5'].map(
      text,
    )
    const sheet = (await opened(await bytesOf({ columns, rows: [row, columns.map(() => missing)] })))
      .worksheets[0]!
    const formats = columns.map(
      (_, index) => sheet.getCell(2, index + 1).numFmt?.replaceAll('\\', '') ?? 'General',
    )
    const expected = ['0', '0.000', '#,##0.00##', 'yyyy-mm-dd', 'yyyy-mm-dd hh:mm:ss', '@', 'General']
    expect(formats).toEqual(expected)
    expect(columns.map((_, index) => sheet.getColumn(index + 1).width)).toEqual([12, 12, 12, 12, 21, 42, 12])
  })

  test('says about itself what it is', async () => {
    const file = await bytesOf()
    const [, sheet] = await readWithExceljs(file)
    const { rows } = sheet!
    expect(sheet!.name).toBe('About')
    expect(rows.slice(0, 11)).toEqual([
      ['Export', 'Sales & more'],
      ['Company', 'Hafen & Söhne'],
      ['Dataset', 'Sales'],
      ['Filters', 'Status is paid'],
      [null, 'Amount from 0.10'],
      ['Time zone', 'Europe/Berlin'],
      ['Snapshot taken at', '2026-11-20T08:00:01.000Z'],
      ['Requested by', 'Ada <Lovelace>'],
      ['Export id', about.exportId],
      ['Rows', table.rows.length],
      ['Cells cut', 0],
    ])
    expect(rows.slice(-table.columns.length)).toEqual(table.columns.map(({ label, type }) => [label, type]))
    const { creator, title, created } = await opened(file)
    expect({ creator, title, created }).toEqual({
      creator: about.requestedBy,
      title: about.exportName,
      created: new Date(about.snapshotAt),
    })
    expect(await namesOf({ about_sheet: false })).toEqual(['Data'])
  })

  test.each([
    [false, ['27 02:30:00', '27 02:30:00+02'], ['yyyy-mm-dd hh:mm:ss', 'yyyy-mm-dd hh:mm:ss'], 2],
    [
      false,
      ['27 12:30:00+01', '27 23:59:59.999+01'],
      ['yyyy-mm-dd hh:mm:ss.000', 'yyyy-mm-dd hh:mm:ss.000'],
      0,
    ],
    [
      true,
      ['27 02:30:00+02', '27 02:30:00.5+01', '27 12:00:00'],
      ['yyyy-mm-dd hh:mm:ss.000 "+02:00"', 'yyyy-mm-dd hh:mm:ss.000 "+01:00"', 'yyyy-mm-dd hh:mm:ss.000'],
      0,
    ],
  ] as const)('with offset %j shows the times %j as %j', async (offset, times, formats, doubled) => {
    const rows = times.map((time) => [text(`2024-10-${time}`)])
    const file = await bytesOf({ columns: sampleColumns(['timestamp']), rows, options: { offset } })
    const [sheet, aboutSheet] = (await opened(file)).worksheets
    expect(times.map((_, row) => sheet!.getCell(row + 2, 1).numFmt.replaceAll('\\', ''))).toEqual(
      offset ? ['yyyy-mm-dd hh:mm:ss "+02:00"', formats[1], 'yyyy-mm-dd hh:mm:ss.000'] : formats,
    )
    const labels = aboutSheet!.getColumn(1).values
    const note = labels.indexOf('Times in a repeated hour')
    expect(note > 0 ? aboutSheet!.getCell(note, 2).value : 0).toBe(doubled)
  })

  test('keeps a fraction of the second that the first rows did not have', async () => {
    const whole = Array.from({ length: 700 }, () => [text('2026-01-02 03:04:05+01')])
    const rows = [...whole, [text('2026-01-02 03:04:05.25+01')]]
    const sheet = (await opened(await bytesOf({ columns: sampleColumns(['timestamp']), rows })))
      .worksheets[0]!
    expect(sheet.getCell(2, 1).numFmt).not.toContain('.000')
    expect(sheet.getCell(702, 1).numFmt).toContain('.000')
    expect(sheet.getCell(702, 1).value).toEqual(new Date('2026-01-02T03:04:05.250Z'))
  })

  test('counts numbers and times that stand as text, and says so', async () => {
    const values = ['12345678901234567', 'NaN', '1', '1234567890.1234567']
    const rows = values.map((value) => [text(value)])
    const [, sheet] = await readWithExceljs(await bytesOf({ columns: sampleColumns(['decimal']), rows }))
    expect(sheet!.rows).toContainEqual(['Numbers and times as text', 3])
  })

  test('is set up for printing: sideways, as wide as a page, its header on each', async () => {
    const book = await opened(await bytesOf())
    const [data, about] = book.worksheets
    expect(data!.pageSetup).toMatchObject({
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    })
    expect(data!.pageSetup.printTitlesRow).toBe('1:1')
    expect(about!.pageSetup).toMatchObject({ orientation: 'portrait', fitToPage: true, fitToHeight: 1 })
  })

  test('with a title has it above the header', async () => {
    const sheet = (await opened(await bytesOf({ options: { title: true } }))).worksheets[0]!
    expect(sheet.getCell('A1').value).toBe('Sales & more')
    expect(sheet.getCell('A2').value).toBe('Column 0')
    expect(sheet.views).toMatchObject([{ ySplit: 2 }])
    expect(sheet.autoFilter).toBe(`A2:H${table.rows.length + 2}`)
  })

  test('goes on on further sheets when one is full', async () => {
    const columns = sampleColumns(['integer'])
    for (const [count, sheets] of [
      [4, 1],
      [5, 2],
      [8, 2],
      [9, 3],
    ] as const) {
      const rows = Array.from({ length: count }, (_, row) => [text(`${row}`)])
      const file = await bytesOf({ columns, rows, rowsPerSheet: 6, options: { title: true } })
      const read = (await readWithExceljs(file)).slice(0, -1)
      expect(read.map(({ name }) => name)).toEqual(['Data', 'Data 2', 'Data 3'].slice(0, sheets))
      for (const sheet of read) expect(sheet.rows.splice(0, 2)).toEqual([['Sales & more'], ['Column 0']])
      expect(read.flatMap((sheet) => sheet.rows.flat())).toEqual(rows.map((_, row) => row))
    }
  })

  test('has the same bytes however its rows arrive', async () => {
    const rows = Array.from({ length: 200 }, () => table.rows).flat()
    const whole = await bytesOf({ rows })
    expect((await bytesOf({ rows, pieces: 7 })).equals(whole)).toBe(true)
    expect((await bytesOf({ rows, pieces: 1000 })).equals(whole)).toBe(true)
    expect((await partOf(whole, 'xl/worksheets/sheet1.xml')).length).toBeGreaterThan(1024 * 1024)
  })

  test('is a ZIP that unzip and Python find whole', async () => {
    const path = join(folder, 'whole.xlsx')
    await writeFile(path, await bytesOf())
    expect(execFileSync('unzip', ['-tq', path]).toString()).toContain('No errors detected')
    expect(execFileSync('/usr/bin/python3', ['-m', 'zipfile', '-t', path]).toString()).toContain(
      'Done testing',
    )
  })

  test('never holds a formula', async () => {
    const file = await bytesOf()
    expect(await partOf(file, 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >/]/)
  })

  test('follows the schemas of ECMA-376', async ({ annotate }) => {
    const schemas = process.env.OOXML_XSD
    if (!schemas)
      return annotate('OOXML_XSD names no folder with the schemas: not compared with them', 'notice')
    const file = await bytesOf({ options: { title: true } })
    const sheets = ['worksheets/sheet1.xml', 'worksheets/sheet2.xml']
    for (const part of ['workbook.xml', 'styles.xml', ...sheets]) {
      const xml = (await partOf(file, `xl/${part}`)).replaceAll(' xml:space="preserve"', '')
      execFileSync('xmllint', ['--noout', '--schema', join(schemas, 'sml.xsd'), '-'], {
        input: xml,
        stdio: 'pipe',
      })
    }
  })
})

describe('a ZIP too large for 32 bits', () => {
  test('is one that unzip and Python read', async () => {
    const chunks: Buffer[] = []
    const archive = new ZipArchive((bytes) => void chunks.push(Buffer.from(bytes)), 16)
    for (const name of ['a.txt', 'b.txt']) {
      await archive.begin(name)
      // A stored block of deflate with the letters A to Z.
      const letters = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
      await archive.write(Buffer.concat([Buffer.from([1, 26, 0, 0xe5, 0xff]), letters]))
      await archive.end({ crc32: 0xabf77822, size: 26, compressedSize: 31 })
    }
    await archive.close()
    const path = join(folder, 'large.zip')
    await writeFile(path, Buffer.concat(chunks))
    const read =
      'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print([z.read(n) for n in z.namelist()])'
    expect(execFileSync('/usr/bin/python3', ['-c', read, path]).toString()).toContain("XYZ', b'ABC")
    expect(execFileSync('unzip', ['-p', path]).toString()).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ'.repeat(2))
  })
})

async function bytesOf({
  columns = table.columns,
  rows = table.rows,
  options = {} as Record<string, unknown>,
  rowsPerSheet = 1_048_576,
  pieces = 1,
} = {}): Promise<Buffer> {
  const copy = copyText(rows)
  const size = Math.ceil(copy.length / pieces) || 1
  const chunks = Array.from({ length: pieces }, (_, index) => copy.subarray(index * size, (index + 1) * size))
  const file: Buffer[] = []
  const input = {
    rows: rowBatches(inOrder(chunks), columns.length),
    columns,
    options: excelDialect(options),
    about,
    doubledHours: doubledHours(about.timeZone),
  }
  await writeWorkbook(input, (bytes) => void file.push(Buffer.from(bytes)), rowsPerSheet)
  return Buffer.concat(file)
}

async function opened(file: Buffer): Promise<exceljs.Workbook> {
  return new exceljs.Workbook().xlsx.load(file as unknown as exceljs.Buffer)
}

async function namesOf(options: Record<string, unknown>): Promise<string[]> {
  return (await readWithExceljs(await bytesOf({ options }))).map(({ name }) => name)
}
