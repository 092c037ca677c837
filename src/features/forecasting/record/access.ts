import { readableDatasets } from '#src/features/datasets/rows/rights.ts'
import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { notFound } from '#src/lib/errors.ts'
import { findRun, type RunRow } from './repository.ts'

/** The datasets whose forecasts this person may see: those that they may read. */
export function readableKeys({ principal }: Context): string[] {
  return readableDatasets(principal).map(({ key }) => key)
}

export async function getRun(tx: Tx, context: Context, id: string): Promise<RunRow> {
  const run = await findRun(tx, readableKeys(context), id)
  if (!run) throw notFound('forecast')
  return run
}
