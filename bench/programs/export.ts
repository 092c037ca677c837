import { createWriteStream, writeFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { to as copyTo } from 'pg-copy-streams'
import { Encoder } from '#src/encoding/process/encoder.ts'
import type { EncodeControl, EncodeJob } from '#src/encoding/process/encoder-messages.ts'
import { encode } from '#src/encoding/process/encoder-pool.ts'

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
writeFileSync(job.spoolPath, '')
const control: EncodeControl = { spooled: spool() }
const result = encoder ? await encodeWith(encoder) : await encode(job, control)
process.stdout.write(`${result.sha256} ${result.rows}\n`)

async function encodeWith(file: string) {
  const other = new Encoder(new URL(file, import.meta.url))
  try {
    return await other.run(job, control)
  } finally {
    await other.end()
  }
}

async function spool(): Promise<void> {
  // A worker has it loaded; here the encoder starts meanwhile.
  const { default: pg } = await import('pg')
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
