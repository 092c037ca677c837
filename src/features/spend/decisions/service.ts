import { createHash, randomUUID } from 'node:crypto'
import type { Context, TenantId } from '#src/lib/context.ts'
import { retried } from '#src/lib/db/transaction.ts'
import { AppError } from '#src/lib/errors.ts'
import { canonicalJson } from '#src/lib/operation/canonical-json.ts'
import type { IdempotentRequest } from '#src/lib/operation/idempotency.ts'
import { Batches } from './batches.ts'
import { type Decided, decideAll, type SpendRequest } from './repository.ts'
import type { DecisionResource } from './schema.ts'

/** What a request is about; who asks, and by which key, is added. */
export type Asked = Omit<SpendRequest, 'principal_id' | 'user_id' | 'key' | 'hash' | 'request_id'>

const limits = { perBatch: 64, batchesAtOnce: 2, mostWaiting: 1_000, longestWaitMs: 2_000 }

// Next bundles this module more than once in a process; a company's batches must still run one by one.
const shared = globalThis as { __waybillDecisions?: Batches<TenantId, SpendRequest, Decided> }
shared.__waybillDecisions ??= new Batches<TenantId, SpendRequest, Decided>(
  (tenantId, requests) => retried(() => decideAll(tenantId, requests)),
  limits,
)
const batches = shared.__waybillDecisions

/** What the risk check answers: the stored answer where this principal has used the key before. */
export async function decide(
  { principal, requestId }: Context,
  asked: Asked,
  idempotent: IdempotentRequest | undefined,
): Promise<DecisionResource> {
  const decided = await batches.add(principal.tenantId, {
    ...asked,
    principal_id: principal.apiKeyId ?? principal.userId,
    user_id: principal.userId,
    key: idempotent?.key ?? randomUUID(),
    hash: createHash('sha256').update(canonicalJson(asked)).digest('hex'),
    request_id: requestId,
  })
  if (!('is_other' in decided)) return decided
  throw new AppError(
    'idempotency_mismatch',
    'This Idempotency-Key was used for a different request. Send a new key with a new request.',
  )
}
