import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { isHidden } from '../moves.ts'
import { toCount } from '../resource.ts'
import type { CountDetails } from '../schema.ts'
import { getRow } from '../service.ts'
import { sumDifferences } from './repository.ts'

/** The count as it is by now, with what its differences come to. */
export async function getDetails(tx: Tx, principal: Principal, id: string): Promise<CountDetails> {
  const row = await getRow(tx, id)
  return { ...toCount(principal, row), differences: isHidden(row) ? null : await sumDifferences(tx, id) }
}
