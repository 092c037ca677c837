import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { users } from '#src/lib/db/schema/accounts.ts'
import { dataExports } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export async function findManifest(tx: Tx, id: string): Promise<unknown> {
  const [row] = await tx
    .select({ manifest: dataExports.manifest })
    .from(dataExports)
    .where(eq(dataExports.id, id))
  return row?.manifest
}

/** What is wrong with a stored file; false when that was known before. */
export async function markFileProblem(tx: Tx, id: string, problem: 'lost' | 'altered'): Promise<boolean> {
  const marked = await tx
    .update(dataExports)
    .set({ fileProblem: problem })
    .where(and(eq(dataExports.id, id), isNull(dataExports.fileProblem), isNull(dataExports.deletedAt)))
    .returning({ id: dataExports.id })
  return marked.length > 0
}

/** Forgets what was wrong with a file that is whole again; false when nothing was. */
export async function clearFileProblem(tx: Tx, id: string): Promise<boolean> {
  const cleared = await tx
    .update(dataExports)
    .set({ fileProblem: null })
    .where(and(eq(dataExports.id, id), isNotNull(dataExports.fileProblem)))
    .returning({ id: dataExports.id })
  return cleared.length > 0
}

/** The columns of an export's file as its manifest has them. */
export async function findFileColumns(tx: Tx, id: string): Promise<FileColumn[]> {
  const [row] = await tx
    .select({ columns: sql<FileColumn[] | null>`${dataExports.manifest}->'columns'` })
    .from(dataExports)
    .where(eq(dataExports.id, id))
  return row?.columns ?? []
}

interface FileColumn {
  key: string
  label: string
  masked: boolean
}

/** The newest exports whose data file has this hash, deleted and expired ones included. */
export async function findExportsByHash(tx: Tx, sha256: string) {
  const { id, exportName, fileName, completedAt, createdBy, fileSha256 } = dataExports
  return tx
    .select({
      ...{ id, exportName, fileName, completedAt },
      ...{ firstName: users.firstName, lastName: users.lastName },
    })
    .from(dataExports)
    .innerJoin(users, eq(users.id, createdBy))
    .where(and(eq(fileSha256, sha256), isNotNull(completedAt)))
    .orderBy(desc(completedAt))
    .limit(5)
}
