import { and, eq, lt, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { exportGuestCodes } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** Whose code it is. */
interface Guest {
  exportId: string
  /** In lower case. */
  email: string
}

/** Replaces the code before it. */
export async function saveCode(
  tx: Tx,
  values: Guest & { tenantId: TenantId; codeHash: string },
  minutes: number,
): Promise<void> {
  const fresh = {
    codeHash: values.codeHash,
    tries: 0,
    expiresAt: sql`now() + make_interval(mins => ${minutes})`,
  }
  await tx
    .insert(exportGuestCodes)
    .values({ ...values, ...fresh })
    .onConflictDoUpdate({ target: [exportGuestCodes.exportId, exportGuestCodes.email], set: fresh })
}

/** Counts one try and returns what it has to match; undefined when no code is open or its tries are used up. */
export async function countTry(tx: Tx, guest: Guest, limit: number): Promise<string | undefined> {
  const [row] = await tx
    .update(exportGuestCodes)
    .set({ tries: sql`${exportGuestCodes.tries} + 1` })
    .where(and(isOf(guest), lt(exportGuestCodes.tries, limit), sql`${exportGuestCodes.expiresAt} > now()`))
    .returning({ codeHash: exportGuestCodes.codeHash })
  return row?.codeHash
}

/** Of two who use a code one wins. */
export async function useCode(tx: Tx, guest: Guest, codeHash: string): Promise<boolean> {
  const used = await tx
    .delete(exportGuestCodes)
    .where(and(isOf(guest), eq(exportGuestCodes.codeHash, codeHash)))
    .returning({ email: exportGuestCodes.email })
  return used.length > 0
}

/** Across all tenants; at most `limit`, and returns how many. */
export async function removeExpiredCodes(tx: Tx, limit: number): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    delete from export_guest_codes where ctid = any(array(
      select ctid from export_guest_codes where expires_at < now()
      order by expires_at limit ${limit} for update skip locked))`)
  return rowCount ?? 0
}

function isOf({ exportId, email }: Guest) {
  return and(eq(exportGuestCodes.exportId, exportId), eq(exportGuestCodes.email, email))
}
