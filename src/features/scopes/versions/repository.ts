import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { users } from '#src/lib/db/schema/accounts.ts'
import { scopesOfWork, scopeVersions } from '#src/lib/db/schema/company/scopes.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type VersionRow = typeof scopeVersions.$inferSelect
export type VersionFound = VersionRow & {
  creator: string
  modifier: string
  scopeStatus: string
  scopeRevision: number
}

const creators = alias(users, 'creators')
const modifiers = alias(users, 'modifiers')
const nameOf = ({ firstName, lastName }: typeof creators | typeof modifiers) =>
  sql<string>`${firstName} || ' ' || ${lastName}`

async function find(tx: Tx, where: SQL | undefined, page: { limit: number; offset: number }) {
  const found = await tx
    .select({
      row: scopeVersions,
      creator: nameOf(creators),
      modifier: nameOf(modifiers),
      scopeStatus: scopesOfWork.scopeOfWorkStatus,
      scopeRevision: scopesOfWork.version,
    })
    .from(scopeVersions)
    .innerJoin(scopesOfWork, eq(scopesOfWork.id, scopeVersions.scopeId))
    .innerJoin(creators, eq(creators.id, scopeVersions.createdBy))
    .innerJoin(modifiers, eq(modifiers.id, scopeVersions.modifiedBy))
    .where(where)
    .orderBy(desc(scopeVersions.number))
    .limit(page.limit)
    .offset(page.offset)
  return found.map(({ row, ...rest }): VersionFound => ({ ...row, ...rest }))
}

const is = (scopeId: string, number: number) =>
  and(eq(scopeVersions.scopeId, scopeId), eq(scopeVersions.number, number))

export async function findVersion(
  tx: Tx,
  scopeId: string,
  number: number,
): Promise<VersionFound | undefined> {
  return (await find(tx, is(scopeId, number), { limit: 1, offset: 0 }))[0]
}

/** The newest first. */
export async function findVersions(
  tx: Tx,
  scopeId: string,
  page: { limit: number; offset: number },
): Promise<VersionFound[]> {
  return find(tx, eq(scopeVersions.scopeId, scopeId), page)
}

/** They are numbered from 1 without a gap. */
export async function countVersions(tx: Tx, scopeId: string): Promise<number> {
  return tx.$count(scopeVersions, eq(scopeVersions.scopeId, scopeId))
}

export async function findDraft(tx: Tx, scopeId: string): Promise<VersionRow | undefined> {
  const [row] = await tx
    .select()
    .from(scopeVersions)
    .where(and(eq(scopeVersions.scopeId, scopeId), eq(scopeVersions.status, 'draft')))
  return row
}

export async function insertVersion(tx: Tx, values: typeof scopeVersions.$inferInsert): Promise<void> {
  await tx.insert(scopeVersions).values(values)
}

/** Writes the text of a draft. */
export async function updateDraft(
  tx: Tx,
  { scopeId, number }: VersionRow,
  { content, modifiedBy }: { content: string; modifiedBy: string },
): Promise<void> {
  await tx
    .update(scopeVersions)
    .set({ content, modifiedBy, updatedAt: sql`now()` })
    .where(and(is(scopeId, number), eq(scopeVersions.status, 'draft')))
}

/** Makes a draft the published version, and the one before it superseded. */
export async function publishDraft(tx: Tx, { scopeId, number }: VersionRow): Promise<void> {
  await tx
    .update(scopeVersions)
    .set({ status: 'superseded' })
    .where(and(eq(scopeVersions.scopeId, scopeId), eq(scopeVersions.status, 'published')))
  await tx
    .update(scopeVersions)
    .set({ status: 'published', publishedAt: sql`now()` })
    .where(and(is(scopeId, number), eq(scopeVersions.status, 'draft')))
}
