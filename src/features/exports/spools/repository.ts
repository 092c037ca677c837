import { and, desc, eq, gt, gte, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { dataExports } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** Whose attempt it is: every statement of a run is fenced by it. */
export interface Claim {
  id: string
  attempt: number
}

const source = {
  ...{ id: dataExports.id, attempt: dataExports.attempt, host: dataExports.spoolHost },
  keptUntil: dataExports.spoolKeptUntil,
  manifest: dataExports.manifest,
}

const isKept = and(
  eq(dataExports.status, 'completed'),
  isNull(dataExports.deletedAt),
  gt(dataExports.spoolKeptUntil, sql`now()`),
)

/** The finished attempt whose kept rows a file is to be made from; undefined when they are not kept any more. */
export async function findSource(tx: Tx, id: string) {
  const [row] = await tx
    .select(source)
    .from(dataExports)
    .where(and(eq(dataExports.id, id), isKept))
  return row
}

interface Recent {
  readKey: string
  /** The machine that keeps the rows. */
  host: string
  /** How long ago they may have been read. */
  minutes: number
}

/** The latest finished attempt that read these rows itself, not too long ago, and keeps them on this machine. */
export async function findRecentSource(tx: Tx, { readKey, host, minutes }: Recent) {
  const [row] = await tx
    .select(source)
    .from(dataExports)
    .where(
      and(
        eq(dataExports.readKey, readKey),
        gte(dataExports.snapshotAt, sql`now() - make_interval(mins => ${minutes})`),
        eq(dataExports.spoolHost, host),
        isKept,
      ),
    )
    .orderBy(desc(dataExports.snapshotAt))
    .limit(1)
  return row
}

/** The rows of these exports, and of those made from them, are not kept any more. */
export async function forgetSpools(tx: Tx, ids: string[]): Promise<void> {
  await tx
    .update(dataExports)
    .set({ spoolHost: null, spoolKeptUntil: null })
    .where(
      and(
        or(inArray(dataExports.id, ids), inArray(dataExports.snapshotOf, ids)),
        isNotNull(dataExports.spoolKeptUntil),
      ),
    )
}

/** Which of these exports still need their kept rows. Across all tenants. */
export async function findKeeping(tx: Tx, ids: string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ id: dataExports.id })
    .from(dataExports)
    .where(
      and(
        inArray(dataExports.id, ids),
        isNull(dataExports.deletedAt),
        or(eq(dataExports.status, 'processing'), gt(dataExports.spoolKeptUntil, sql`now()`)),
      ),
    )
  return new Set(rows.map(({ id }) => id))
}
