import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { notFound } from '#src/lib/errors.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { type CountMove, type CountStatus, requireMove } from './moves.ts'
import { type CountRow, type FoundCount, findCount, lockCount } from './repository.ts'

export async function getRow(tx: Tx, id: string): Promise<FoundCount> {
  const row = await findCount(tx, id)
  if (!row) throw notFound('count')
  return row
}

/** The count, locked, in the version that the caller saw and in a state that allows the move. */
export async function lockFor(tx: Tx, context: Context, id: string, move: CountMove): Promise<CountRow> {
  const row = await lockCount(tx, id)
  if (!row) throw notFound('count')
  requireVersion(context, row.version)
  requireMove(row.status as CountStatus, move)
  return row
}
