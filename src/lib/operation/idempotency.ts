import { createHash } from 'node:crypto'
import { and, eq, lt, sql } from 'drizzle-orm'
import type { Principal } from '../context.ts'
import { idempotencyKeys } from '../db/schema/operations.ts'
import { systemTransaction, type Tx } from '../db/transaction.ts'
import { AppError } from '../errors.ts'
import { canonicalJson } from './canonical-json.ts'

export interface IdempotentRequest {
  /** What the client sent as Idempotency-Key. */
  key: string
  /** Method and path: the same key on another route is another request. */
  route: string
  input: unknown
  /** The answer holds a secret and is not stored: a repeat is told that it was done. */
  isSecret?: true | undefined
}

/**
 * Runs a command once per key and principal: a repeat within 24 hours gets the stored answer, the
 * same key with another input is refused. A repeat that arrives while the first still runs waits.
 */
export async function once<T>(
  tx: Tx,
  principal: Principal,
  request: IdempotentRequest,
  run: () => Promise<T>,
): Promise<T> {
  const scope = {
    tenantId: principal.tenantId,
    principalId: principal.apiKeyId ?? principal.userId,
    route: request.route,
    key: request.key,
  }
  const requestHash = createHash('sha256')
    .update(canonicalJson(request.input ?? null))
    .digest('hex')
  const isThisKey = and(
    eq(idempotencyKeys.tenantId, scope.tenantId),
    eq(idempotencyKeys.principalId, scope.principalId),
    eq(idempotencyKeys.route, scope.route),
    eq(idempotencyKeys.key, scope.key),
  )
  await tx
    .delete(idempotencyKeys)
    .where(and(isThisKey, lt(idempotencyKeys.createdAt, sql`now() - interval '24 hours'`)))
  const inserted = await tx
    .insert(idempotencyKeys)
    .values({ ...scope, requestHash })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  if (inserted.length === 0) {
    const [stored] = await tx.select().from(idempotencyKeys).where(isThisKey)
    if (stored?.requestHash !== requestHash) {
      throw new AppError(
        'idempotency_mismatch',
        'This Idempotency-Key was used for a different request. Send a new key with a new request.',
      )
    }
    if (request.isSecret) {
      throw new AppError(
        'conflict',
        'This was done already, with the same Idempotency-Key. Its secret was shown once and is not kept.',
      )
    }
    return stored.answer as T
  }
  const answer = await run()
  if (!request.isSecret) await tx.update(idempotencyKeys).set({ answer }).where(isThisKey)
  return answer
}

/** Removes at most `limit` stored answers that no repeat can get any more; returns how many. */
export function forgetOldAnswers(limit: number): Promise<number> {
  return systemTransaction(async (tx) => {
    const { rowCount } = await tx.execute(sql`
      delete from idempotency_keys where ctid = any(array(
        select ctid from idempotency_keys where created_at < now() - interval '24 hours'
        order by created_at limit ${limit} for update skip locked))`)
    return rowCount ?? 0
  })
}
