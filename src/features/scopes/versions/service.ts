import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { notFound } from '#src/lib/errors.ts'
import { findVersion, type VersionFound } from './repository.ts'
import { toVersion } from './resource.ts'
import type { VersionResource } from './schema.ts'

export async function getVersion(tx: Tx, scopeId: string, number: number): Promise<VersionFound> {
  const row = await findVersion(tx, scopeId, number)
  if (!row) throw notFound('version of this scope of work')
  return row
}

export async function getResource(
  tx: Tx,
  { principal }: Context,
  scopeId: string,
  number: number,
): Promise<VersionResource> {
  return toVersion(principal, await getVersion(tx, scopeId, number))
}
