import { sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'
import { type CompiledQuery, copyTemplate } from './sql.ts'

/** Days of filters begin at midnight in this zone, until the end of the transaction. */
export async function setTimeZone(tx: Tx, timeZone: string): Promise<void> {
  await tx.execute(sql`select set_config('TimeZone', ${timeZone}, true)`)
}

/** The planner's guess of a query's rows. */
export async function estimateRows(tx: Tx, { text, values }: CompiledQuery): Promise<number> {
  const { rows } = await tx.$client.query(`explain (format json) ${text}`, values)
  return Math.round(rows[0]['QUERY PLAN'][0].Plan['Plan Rows'])
}

/** How many rows a query has; undefined when counting takes longer than this. */
export async function countRowsWithin(
  tx: Tx,
  seconds: number,
  { text, values }: CompiledQuery,
): Promise<number | undefined> {
  await tx.$client.query(`savepoint counting; set local statement_timeout = '${seconds}s'`)
  try {
    const counted = `select count(*)::float8 as rows from (${text}) counted`
    const { rows } = await tx.$client.query<{ rows: number }>(counted, values)
    return rows[0]!.rows
  } catch (error) {
    if ((error as { code?: string }).code !== statementTimedOut) throw error
    await tx.$client.query('rollback to savepoint counting')
    return undefined
  }
}

const statementTimedOut = '57014'

/** Fixes how values are written in COPY text; returns the instant before which everything is in. */
export async function setSessionFormats(tx: Tx, timeZone: string): Promise<Date> {
  const { rows } = await tx.execute<{ taken_at: Date }>(sql`
    select set_config('TimeZone', ${timeZone}, true), set_config('DateStyle', 'ISO, YMD', true),
      set_config('IntervalStyle', 'iso_8601', true), set_config('extra_float_digits', '1', true),
      transaction_timestamp() as taken_at`)
  return new Date(rows[0]!.taken_at)
}

/** COPY takes no placeholders, so the server itself quotes the values into the command. */
export async function copyCommand(tx: Tx, compiled: CompiledQuery): Promise<string> {
  const { rows } = await tx.$client.query<{ command: string }>(
    'select format($1, variadic $2::text[]) as command',
    [copyTemplate(compiled), compiled.values],
  )
  return rows[0]!.command
}
