import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { illegalTransition, invalid, notFound } from '#src/lib/errors.ts'
import type { Audit } from '#src/lib/operation/operation.ts'
import { requireVersion } from '#src/lib/operation/version.ts'
import { findService } from '../services/repository.ts'
import { publishDraft, type VersionRow } from '../versions/repository.ts'
import { legalMoves, type ScopeStatus, takesVersions } from './moves.ts'
import { findScope, lockScope, type ScopeChanges, type ScopeRow, updateScope } from './repository.ts'
import { toScope } from './resource.ts'
import type { ScopeResource } from './schema.ts'

/** The scope, locked, in the version that the caller saw. Throws `not_found` or `precondition_failed`. */
export async function getChangeable(tx: Tx, context: Context, id: string): Promise<ScopeRow> {
  const row = await lockScope(tx, id)
  if (!row) throw notFound('scope of work')
  requireVersion(context, row.version)
  return row
}

export async function getResource(tx: Tx, context: Context, id: string): Promise<ScopeResource> {
  const row = await findScope(tx, id)
  if (!row) throw notFound('scope of work')
  return toScope(context.principal, row)
}

export async function requireService(tx: Tx, id: string): Promise<void> {
  if (!(await findService(tx, id))) throw invalid('service_id', 'is not the ID of one of your services')
}

interface Publication {
  scope: ScopeRow
  draft: VersionRow
  /** What else of the scope changes with it. */
  changes?: ScopeChanges
}

/** Publishes the draft of a locked scope: it becomes the current version, and a new scope becomes active. */
export async function publish(
  tx: Tx,
  context: Context,
  { scope, draft, changes = {} }: Publication,
  audit: Audit,
): Promise<void> {
  const from = scope.scopeOfWorkStatus as ScopeStatus
  if (!takesVersions(from)) throw illegalTransition('scope of work', from, legalMoves(from))
  if (draft.content === '')
    throw invalid('content', 'is empty: write the draft before you publish it', 'empty')
  await publishDraft(tx, draft)
  const { number } = draft
  const moved = { currentVersion: number, scopeOfWorkStatus: 'active' }
  await updateScope(tx, scope, context.principal.userId, { ...changes, ...moved })
  const subject = { subjectType: 'scope', subjectId: scope.id }
  const name = changes.scopeName ?? scope.scopeName
  await audit({ action: 'scope_version.published', ...subject, details: { name, number } })
  if (from !== 'active')
    await audit({ action: 'scope.moved', ...subject, details: { name, from, to: 'active' } })
}
