import { and, asc, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm'
import { contains } from '#src/lib/db/contains.ts'
import { users } from '#src/lib/db/schema/accounts.ts'
import { exportTemplates } from '#src/lib/db/schema/export-templates.ts'
import { dataExports } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type TemplateRow = typeof exportTemplates.$inferSelect
export type NewTemplate = typeof exportTemplates.$inferInsert

const creator = { id: users.id, firstName: users.firstName, lastName: users.lastName, email: users.email }

export interface FoundTemplate {
  row: TemplateRow
  creator: { id: string; firstName: string; lastName: string; email: string }
}

export interface TemplateFilter {
  userId: string
  scope: 'mine' | 'team' | undefined
  /** Datasets that the reader may read: the team's templates of others are left out. */
  readable: string[]
  exportType: string | undefined
  search: string | undefined
}

/** By name; with `after` those behind that name and id. */
export async function findTemplates(
  tx: Tx,
  filter: TemplateFilter,
  page: { limit: number; offset: number; after: { name: string; id: string } | undefined },
): Promise<FoundTemplate[]> {
  const { after, limit, offset } = page
  const isAfter = after
    ? sql`(${exportTemplates.templateName}, ${exportTemplates.id}) > (${after.name}, ${after.id}::uuid)`
    : undefined
  return tx
    .select({ row: exportTemplates, creator })
    .from(exportTemplates)
    .innerJoin(users, eq(users.id, exportTemplates.createdBy))
    .where(and(matches(filter), isAfter))
    .orderBy(asc(exportTemplates.templateName), asc(exportTemplates.id))
    .limit(limit)
    .offset(offset)
}

export async function countTemplates(tx: Tx, filter: TemplateFilter): Promise<number> {
  return tx.$count(exportTemplates, matches(filter))
}

/** One that this person owns or that the team shares. */
export async function findTemplate(tx: Tx, userId: string, id: string): Promise<FoundTemplate | undefined> {
  const [found] = await tx
    .select({ row: exportTemplates, creator })
    .from(exportTemplates)
    .innerJoin(users, eq(users.id, exportTemplates.createdBy))
    .where(and(eq(exportTemplates.id, id), isVisible(userId)))
  return found
}

export async function insertTemplate(tx: Tx, values: NewTemplate): Promise<TemplateRow> {
  const [row] = await tx.insert(exportTemplates).values(values).returning()
  return row!
}

/** Undefined when it was changed or deleted since that version. */
export async function updateTemplate(
  tx: Tx,
  { id, version }: Pick<TemplateRow, 'id' | 'version'>,
  changes: Partial<NewTemplate>,
): Promise<TemplateRow | undefined> {
  const [row] = await tx
    .update(exportTemplates)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(exportTemplates.id, id), eq(exportTemplates.version, version)))
    .returning()
  return row
}

export async function deleteTemplate(tx: Tx, id: string): Promise<boolean> {
  const deleted = await tx
    .delete(exportTemplates)
    .where(eq(exportTemplates.id, id))
    .returning({ id: exportTemplates.id })
  return deleted.length > 0
}

/** Counts a use; that is no change of the template. */
export async function countUse(tx: Tx, id: string): Promise<void> {
  await tx
    .update(exportTemplates)
    .set({ lastUsedAt: sql`now()`, useCount: sql`${exportTemplates.useCount} + 1` })
    .where(eq(exportTemplates.id, id))
}

/** When and how often the tenant used templates that have no row of their own. */
export async function findUses(
  tx: Tx,
  ids: string[],
): Promise<Map<string, { lastUsedAt: Date; useCount: number }>> {
  const found = await tx
    .select({
      id: sql<string>`${dataExports.templateId}`,
      lastUsedAt: sql`max(${dataExports.createdAt})`.mapWith(dataExports.createdAt),
      useCount: sql<number>`count(*)::int`,
    })
    .from(dataExports)
    .where(inArray(dataExports.templateId, ids))
    .groupBy(dataExports.templateId)
  return new Map(found.map(({ id, ...use }) => [id, use]))
}

function isVisible(userId: string): SQL | undefined {
  return or(eq(exportTemplates.createdBy, userId), eq(exportTemplates.isPublic, true))
}

function matches({ userId, scope, readable, exportType, search }: TemplateFilter): SQL | undefined {
  const isMine = eq(exportTemplates.createdBy, userId)
  const isTeams = and(eq(exportTemplates.isPublic, true), inArray(exportTemplates.exportType, readable))
  const isOthers = and(isTeams, ne(exportTemplates.createdBy, userId))
  return and(
    scope === 'mine' ? isMine : scope === 'team' ? isOthers : or(isMine, isTeams),
    exportType ? eq(exportTemplates.exportType, exportType) : undefined,
    search
      ? or(contains(exportTemplates.templateName, search), contains(exportTemplates.description, search))
      : undefined,
  )
}
