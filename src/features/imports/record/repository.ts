import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { importChanges, importErrors, imports } from '#src/lib/db/schema/company/imports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type ImportRow = typeof imports.$inferSelect
export type NewImport = typeof imports.$inferInsert

export async function insertImport(tx: Tx, values: NewImport): Promise<ImportRow> {
  const [row] = await tx.insert(imports).values(values).returning()
  return row!
}

export async function findImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  const [row] = await tx.select().from(imports).where(eq(imports.id, id))
  return row
}

/** Newest first. */
export async function findImports(tx: Tx, limit: number, offset: number): Promise<ImportRow[]> {
  const order = [desc(imports.createdAt), desc(imports.id)]
  return tx
    .select()
    .from(imports)
    .orderBy(...order)
    .limit(limit)
    .offset(offset)
}

export async function countImports(tx: Tx): Promise<number> {
  return tx.$count(imports)
}

/** Moves an import that is in one of these states; undefined where it is in another. */
export async function moveImport(
  tx: Tx,
  id: string,
  from: string[],
  changes: Partial<NewImport>,
): Promise<ImportRow | undefined> {
  const [row] = await tx
    .update(imports)
    .set({ ...changes, updatedAt: sql`now()` })
    .where(and(eq(imports.id, id), inArray(imports.status, from)))
    .returning()
  return row
}

export type ErrorRow = Omit<typeof importErrors.$inferSelect, 'tenantId' | 'importId' | 'seq'>

export async function findErrors(tx: Tx, id: string, limit: number, offset: number): Promise<ErrorRow[]> {
  const { row, column, value, expected } = importErrors
  return tx
    .select({ row, column, value, expected })
    .from(importErrors)
    .where(eq(importErrors.importId, id))
    .orderBy(asc(importErrors.seq))
    .limit(limit)
    .offset(offset)
}

export async function countErrors(tx: Tx, id: string): Promise<number> {
  return tx.$count(importErrors, eq(importErrors.importId, id))
}

export type ChangeRow = typeof importChanges.$inferSelect

/** What an import did, in the order of its rows: so many behind that one. */
export async function findChanges(
  tx: Tx,
  id: string,
  limit: number,
  after: Pick<ChangeRow, 'row' | 'subject'> | undefined,
): Promise<ChangeRow[]> {
  const { importId, row, subject } = importChanges
  const isAfter = after && sql`(${row}, ${subject}) > (${after.row}::integer, ${after.subject}::text)`
  return tx
    .select()
    .from(importChanges)
    .where(and(eq(importId, id), isAfter))
    .orderBy(asc(row), asc(subject))
    .limit(limit)
}
