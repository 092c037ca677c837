import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { illegalTransition, notFound } from '#src/lib/errors.ts'
import type { Audit } from '#src/lib/operation/operation.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { type ClientScopeMove, type ClientScopeStatus, legalMoves, reached } from './moves.ts'
import {
  type ClientScopeChanges,
  type ClientScopeRow,
  findClientScope,
  lockClientScope,
  updateClientScope,
} from './repository.ts'
import { toClientScope } from './resource.ts'
import type { ClientScopeResource } from './schema.ts'

/** Locked, in the version that the caller saw. Throws `not_found` or `precondition_failed`. */
export async function getChangeable(tx: Tx, context: Context, id: string): Promise<ClientScopeRow> {
  const row = await lockClientScope(tx, id)
  if (!row) throw notFound('client scope')
  requireVersion(context, row.version)
  return row
}

export async function getResource(tx: Tx, context: Context, id: string): Promise<ClientScopeResource> {
  const row = await findClientScope(tx, id)
  if (!row) throw notFound('client scope')
  return toClientScope(context.principal, row)
}

/** Makes a legal move of a locked client scope, with what changes along with it. */
export async function move(
  tx: Tx,
  context: Context,
  before: ClientScopeRow,
  name: ClientScopeMove,
  changes: ClientScopeChanges,
  audit: Audit,
): Promise<ClientScopeResource> {
  const legal = legalMoves(before.status as ClientScopeStatus)
  if (!legal.includes(name))
    throw illegalTransition(
      'client scope',
      before.status,
      legal.map((one) => reached[one]),
    )
  const to = reached[name]
  await updateClientScope(tx, before, { ...changes, status: to })
  const after = await getResource(tx, context, before.id)
  await audit({
    action: `client_scope.${to}`,
    subjectType: 'client_scope',
    subjectId: before.id,
    details: { name: after.scope_name, client: after.client_name, scope_version: after.scope_version },
  })
  return after
}
