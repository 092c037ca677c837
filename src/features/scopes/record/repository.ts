import { eq, inArray, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { users } from '#src/lib/db/schema/accounts.ts'
import { scopesOfWork, services } from '#src/lib/db/schema/company/scopes.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type ScopeRow = typeof scopesOfWork.$inferSelect
export type NewScope = typeof scopesOfWork.$inferInsert
export type ScopeChanges = Partial<
  Pick<NewScope, 'serviceId' | 'scopeName' | 'scopeOfWorkStatus' | 'currentVersion'>
>

export type ScopeFound = ScopeRow & {
  servicesName: string
  creator: string
  modifier: string
  draftVersion: number | null
}

const creators = alias(users, 'creators')
const modifiers = alias(users, 'modifiers')
const nameOf = ({ firstName, lastName }: typeof creators | typeof modifiers) =>
  sql<string>`${firstName} || ' ' || ${lastName}`
const draftOf = sql<number | null>`(select number from scope_versions v
  where v.tenant_id = ${scopesOfWork.tenantId} and v.scope_id = ${scopesOfWork.id} and v.status = 'draft')`

async function find(tx: Tx, where: SQL): Promise<ScopeFound[]> {
  const found = await tx
    .select({
      row: scopesOfWork,
      servicesName: services.servicesName,
      creator: nameOf(creators),
      modifier: nameOf(modifiers),
      draftVersion: draftOf,
    })
    .from(scopesOfWork)
    .innerJoin(services, eq(services.id, scopesOfWork.serviceId))
    .innerJoin(creators, eq(creators.id, scopesOfWork.createdBy))
    .innerJoin(modifiers, eq(modifiers.id, scopesOfWork.modifiedBy))
    .where(where)
  return found.map(({ row, ...rest }) => ({ ...row, ...rest }))
}

export async function findScope(tx: Tx, id: string): Promise<ScopeFound | undefined> {
  return (await find(tx, eq(scopesOfWork.id, id)))[0]
}

/** In the order of the ids. */
export async function findScopes(tx: Tx, ids: string[]): Promise<ScopeFound[]> {
  if (ids.length === 0) return []
  const byId = new Map((await find(tx, inArray(scopesOfWork.id, ids))).map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Locked until the transaction ends: changes of a scope and of its versions follow each other. */
export async function lockScope(tx: Tx, id: string): Promise<ScopeRow | undefined> {
  const [row] = await tx.select().from(scopesOfWork).where(eq(scopesOfWork.id, id)).for('update')
  return row
}

/** A scope whose first version must follow before the commit. */
export async function insertScope(tx: Tx, values: NewScope): Promise<string> {
  const [row] = await tx.insert(scopesOfWork).values(values).returning({ id: scopesOfWork.id })
  return row!.id
}

/** Stores changes of a locked scope, or none where one of its versions changed, and raises its version. */
export async function updateScope(
  tx: Tx,
  { id, version }: Pick<ScopeRow, 'id' | 'version'>,
  modifiedBy: string,
  changes: ScopeChanges = {},
): Promise<void> {
  await tx
    .update(scopesOfWork)
    .set({ ...changes, modifiedBy, version: version + 1, updatedAt: sql`now()` })
    .where(eq(scopesOfWork.id, id))
}
