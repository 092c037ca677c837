import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { findFormat } from '#src/encoding/formats.ts'
import type { EncodeResult } from '#src/encoding/process/encoder-messages.ts'
import { encode } from '#src/encoding/process/encoder-pool.ts'
import { asOwner } from '../support/owner.ts'
import type { Cell } from './cells.ts'
import { type CaseColumn, caseColumns, caseRows, timeZone } from './corpus.ts'

const names = caseColumns.map(({ key }) => key).join(', ')
const placeholders = caseColumns.map(({ sqlType }, index) => `$${index + 1}::${sqlType}`).join(', ')
const definitions = caseColumns.map(({ key, sqlType }) => `${key} ${sqlType}`).join(', ')

/** Fills the table, and copies it into a spool as a run does. */
export async function fillSpool(spoolPath: string): Promise<void> {
  await asOwner(async (client) => {
    await client.query(`create table cases (${definitions})`)
    for (const row of caseRows()) await client.query(`insert into cases values (${placeholders})`, row)
    await client.query(`set timezone to '${timeZone}'`)
    const copy = client.query(copyTo(`copy (select ${names}, n from cases order by n) to stdout`))
    await pipeline(copy, createWriteStream(spoolPath))
    await client.query('reset timezone')
  })
}

/** What a table holds, as PostgreSQL shows it: the truth that every reader is compared with. */
export function cellsOf(table: string): Promise<Cell[][]> {
  return asOwner(async (client) => {
    await client.query(`set timezone to '${timeZone}'`)
    const texts = caseColumns.map(({ key }) => `${key}::text`).join(', ')
    const result = await client.query({
      text: `select ${texts} from ${table} t order by t.n`,
      rowMode: 'array',
    })
    await client.query('reset timezone')
    return result.rows as Cell[][]
  })
}

/** One file of the spool, made as a run makes it. */
export async function writeExport(
  spoolPath: string,
  folder: string,
  format: string,
  extension: string,
  options: Record<string, unknown> = {},
): Promise<{ path: string; result: EncodeResult }> {
  const path = join(folder, `cases.${extension}`)
  const about = {
    exportId: '0198a0f0-0000-7000-8000-000000000000',
    exportName: 'Cases',
    dataset: 'Cases',
    filters: [],
    timeZone,
    snapshotAt: '2026-01-02T03:04:05.000Z',
    company: 'Hafen & Söhne',
    snapshotLocal: '2026-01-02 04:04:05',
    requestedBy: 'A reader',
  }
  const columns = caseColumns.map(({ key, type, scale }) => ({
    ...{ key, label: key, type, masked: false },
    ...(scale === undefined ? {} : { scale }),
  }))
  const result = await encode({
    ...{ tenantId: 'reader', spoolPath, outputPath: path, format, fileName: `cases.${format}` },
    ...{ columns, keyColumns: 1, options: findFormat(format)!.dialect(options), about },
  })
  return { path, result }
}

/** PostgreSQL as a reader of CSV: into columns of the same types, which refuse what is no such value. */
export async function loadCsv(path: string): Promise<Cell[][]> {
  await asOwner(async (client) => {
    await client.query(`drop table if exists loaded; create table loaded (${definitions})`)
    await pipeline(
      createReadStream(path),
      client.query(copyFrom('copy loaded from stdin (format csv, header match)')),
    )
  })
  return cellsOf('loaded')
}

/** PostgreSQL as a reader of JSON, one document a row: numbers keep every digit. */
export async function loadJson(documents: string[]): Promise<Cell[][]> {
  const cells = caseColumns.map(({ key, type }) => jsonCell(key, type)).join(', ')
  return asOwner(async (client) => {
    await client.query(
      'drop table if exists documents; create table documents (position serial, document jsonb)',
    )
    const lines = documents.map((text) => `${text.replaceAll('\\', '\\\\')}\n`)
    await pipeline(Readable.from(lines), client.query(copyFrom('copy documents (document) from stdin')))
    const text = `select ${cells} from documents order by position`
    return (await client.query({ text, rowMode: 'array' })).rows as Cell[][]
  })
}

function jsonCell(key: string, type: CaseColumn['type']): string {
  return type === 'json' ? `nullif(document -> '${key}', 'null')::text` : `document ->> '${key}'`
}
