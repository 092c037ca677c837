import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type EncodeControl, type EncodeJob, encode, runEncoder } from '#src/features/exports/encode.ts'

/** What this program is told in the environment. */
export interface ExportProgram {
  /** The rows, columns of the file first. */
  select: string
  job: EncodeJob
  /** File beside the bundle: another encoder than the product's. */
  encoder?: string
}

// From PostgreSQL to a finished file as a worker does it, and nothing else: COPY text into a spool, and the
// product's encoder following it. The connection comes from pg's own variables.

const { select, job, encoder }: ExportProgram = JSON.parse(process.env.EXPORT_PROGRAM!)
await writeFile(job.spoolPath, '')
const control: EncodeControl = { spooled: spool() }
const result = encoder
  ? await runEncoder(new URL(encoder, import.meta.url), job, control)
  : await encode(job, control)
process.stdout.write(`${result.sha256} ${result.rows}\n`)

async function spool(): Promise<void> {
  const client = new pg.Client()
  await client.connect()
  try {
    await client.query(`set DateStyle = 'ISO, YMD'; set extra_float_digits = 1`)
    const rows = client.query(copyTo(`copy (${select}) to stdout`))
    await pipeline(rows, createWriteStream(job.spoolPath, { highWaterMark: 1024 * 1024, flags: 'a' }))
  } finally {
    await client.end()
  }
}
