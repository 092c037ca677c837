import type { CompiledQuery } from '#src/features/datasets/rows/sql.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** Whether a query has a row; undefined when finding out takes longer than this. */
export async function hasRowsWithin(
  tx: Tx,
  seconds: number,
  { text, values }: CompiledQuery,
): Promise<boolean | undefined> {
  await tx.$client.query(`savepoint looking; set local statement_timeout = '${seconds}s'`)
  try {
    const looked = `select exists (${text}) as found`
    const { rows } = await tx.$client.query<{ found: boolean }>(looked, values)
    await tx.$client.query('set local statement_timeout = default; release savepoint looking')
    return rows[0]!.found
  } catch (error) {
    if ((error as { code?: string }).code !== statementTimedOut) throw error
    await tx.$client.query('rollback to savepoint looking')
    return undefined
  }
}

const statementTimedOut = '57014'
