import type { TenantId } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { notFound } from '#src/lib/errors.ts'
import { readSourceRows } from '../connections/service.ts'
import { findColumns, findForeignKeys, findRelation } from './repository.ts'
import type { CatalogRelation } from './schema.ts'

const seconds = 10

/** A relation of a source with its columns. Throws `not_found` where there is none, or nobody may know of it. */
export function readRelation(
  tenantId: TenantId,
  sourceId: string,
  { schema, name }: { schema: string; name: string },
): Promise<CatalogRelation> {
  return readSourceRows(tenantId, sourceId, { purpose: 'catalogue', seconds }, (tx) =>
    describeRelation(tx, schema, name),
  )
}

/** The same in a transaction on the source. */
export async function describeRelation(tx: Tx, schema: string, name: string): Promise<CatalogRelation> {
  const found = await lookUpRelation(tx, schema, name)
  if (!found) throw notFound('relation of this source')
  return found
}

/** The same, undefined where there is none. */
export async function lookUpRelation(
  tx: Tx,
  schema: string,
  name: string,
): Promise<CatalogRelation | undefined> {
  const relation = await findRelation(tx, schema, name)
  if (!relation) return undefined
  const foreignKeys = await findForeignKeys(tx, relation.oid)
  const all = await findColumns(tx, [relation.oid, ...foreignKeys.map(({ oid }) => oid)])
  const columnsOf = (of: string) => all.filter(({ oid }) => oid === of)
  return {
    ...{ relation, keys: relation.keys, columns: columnsOf(relation.oid) },
    foreignKeys: foreignKeys.map((key) => ({ ...key, offered: columnsOf(key.oid) })),
  }
}
