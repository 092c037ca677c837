import { buffer } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { to as copyTo } from 'pg-copy-streams'
import { copyCommand, setSessionFormats } from '#src/features/datasets/rows/repository.ts'
import type { CompiledQuery } from '#src/features/datasets/rows/sql.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** The first rows of a query as COPY text, as a run would read them. */
export async function copyFirstRows(
  tx: Tx,
  { text, values }: CompiledQuery,
  timeZone: string,
  limit: number,
): Promise<{ text: Buffer; takenAt: Date }> {
  const takenAt = await setSessionFormats(tx, timeZone)
  const command = await copyCommand(tx, { text: `${text}\nlimit ${limit}`, values })
  return { text: await buffer(tx.$client.query(copyTo(command))), takenAt }
}

export interface PastRun {
  rows: number
  bytes: number
  milliseconds: number
}

/** The latest successful exports of a dataset in a format, among the latest of all. */
export async function findPastRuns(tx: Tx, exportType: string, format: string): Promise<PastRun[]> {
  const { rows } = await tx.execute<{ rows: number; bytes: number; milliseconds: number }>(sql`
    select record_count::float8 as rows, file_size::float8 as bytes, duration_ms::float8 as milliseconds
    from (select * from export_statistics order by created_at desc limit 1000) latest
    where success and export_type = ${exportType} and format = ${format} and record_count > 0 and file_size > 0
    limit 50`)
  return rows
}
