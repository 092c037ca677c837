import type { Principal } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { env } from '#src/lib/env.ts'
import { notFound } from '#src/lib/errors.ts'
import { findOperator } from '../sampling/repository.ts'

/** Facts of the database are for the company that runs it; to all others there are none. */
export async function requireOperator(tx: Tx, { tenantId }: Principal): Promise<void> {
  if ((await findOperator(tx, env().OPERATOR_TENANT_ID)) !== tenantId) throw notFound('database')
}
