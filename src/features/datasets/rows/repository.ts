import { sql } from 'drizzle-orm'
import type { Tx } from '#src/lib/db/transaction.ts'
import {
  type CompiledQuery,
  compileAggregate,
  compileSample,
  compileWhole,
  copyTemplate,
  type Queried,
} from './sql.ts'

/** Days of filters begin at midnight in this zone, until the end of the transaction. */
export async function setTimeZone(tx: Tx, timeZone: string): Promise<void> {
  await tx.execute(sql`select set_config('TimeZone', ${timeZone}, true)`)
}

/** The planner's guess of a query's rows. */
export async function estimateRows(tx: Tx, { text, values }: CompiledQuery): Promise<number> {
  const { rows } = await tx.$client.query(`explain (format json) ${text}`, values)
  return Math.round(rows[0]['QUERY PLAN'][0].Plan['Plan Rows'])
}

/** The rows of a query, every value as the text that COPY would write. */
export async function readTexts(tx: Tx, { text, values }: CompiledQuery): Promise<(string | null)[][]> {
  const asWritten = { getTypeParser: () => (value: string) => value }
  const query = { text, values, rowMode: 'array' as const, types: asWritten }
  return (await tx.$client.query<(string | null)[]>(query)).rows
}

/** Ways of reading that the planner is left with; it does not know how many rows match, since policies hide that. */
const ways = {
  any: '',
  /** Row by row in the order of the list: soon done where many rows match. */
  'in order': 'set local enable_bitmapscan = off; set local max_parallel_workers_per_gather = 0',
  /** All rows that match, then their order: soon done where few do. */
  'in bulk': 'set local enable_indexscan = off; set local enable_indexonlyscan = off',
} as const

/** What a read finds; undefined, with nothing lost but its own work, when it takes longer than this. */
export async function readWithin<T>(
  tx: Tx,
  milliseconds: number,
  read: () => Promise<T>,
  way: keyof typeof ways = 'any',
): Promise<T | undefined> {
  await tx.$client.query(
    `savepoint bounded; set local statement_timeout = ${milliseconds}; set local jit = off; ${ways[way]}`,
  )
  try {
    return await read()
  } catch (error) {
    if ((error as { code?: string }).code !== statementTimedOut) throw error
    return undefined
  } finally {
    // Also brings back the limit that held before.
    await tx.$client.query('rollback to savepoint bounded')
  }
}

/** How many rows a plan has; undefined when counting takes longer than this. */
export async function countRowsWithin(
  tx: Tx,
  milliseconds: number,
  plan: Pick<Queried, 'tenantId' | 'dataset' | 'filters'>,
): Promise<number | undefined> {
  const counting = compileAggregate({ ...plan, columns: [], sort: [] }, ['count(*)'])
  const counted = await readWithin(tx, milliseconds, () => readTexts(tx, counting))
  return counted && Number(counted[0]![0])
}

const sampledRows = 2_000

/** How many rows a plan has: the planner's guess of all rows, times the share of a sample that the filters let through. */
export async function estimatePlanned(
  tx: Tx,
  plan: Pick<Queried, 'tenantId' | 'dataset' | 'filters'>,
): Promise<number> {
  // No policy hides there how many rows match.
  if (plan.dataset.source)
    return estimateRows(tx, compileAggregate({ ...plan, columns: [], sort: [] }, ['1']))
  const all = await estimateRows(tx, compileWhole(plan.dataset))
  if (Object.keys(plan.filters).length === 0) return all
  const percent = Math.min(100, (100 * sampledRows) / all)
  const [sample] = await readTexts(tx, compileSample(plan, percent))
  const [sampled, matching] = sample!.map(Number) as [number, number]
  // None of the sample may still be some of all.
  return sampled === 0 ? 0 : Math.round((all * (matching || 0.5)) / sampled)
}

/** Whether PostgreSQL could not read a value: only a cursor brings values that were not checked before. */
export function isUnreadableValue(error: unknown): boolean {
  return String((error as { code?: string }).code).startsWith('22')
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
