import { eq, sql } from 'drizzle-orm'
import { exportSchedules } from '#src/lib/db/schema/schedules.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** Across all tenants: the link of an email names a schedule alone. */
export async function findNamedSchedule(tx: Tx, id: string) {
  const [row] = await tx
    .select({ tenantId: exportSchedules.tenantId, scheduleName: exportSchedules.scheduleName })
    .from(exportSchedules)
    .where(eq(exportSchedules.id, id))
  return row
}

/** Takes an address off a schedule; false when it was not on it. */
export async function removeRecipient(tx: Tx, id: string, email: string): Promise<boolean> {
  const changed = await tx
    .update(exportSchedules)
    .set({
      recipients: sql`(select coalesce(array_agg(one order by place), '{}') from unnest(${exportSchedules.recipients})
        with ordinality as kept (one, place) where lower(one) <> lower(${email}))`,
      version: sql`${exportSchedules.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(
      sql`${exportSchedules.id} = ${id} and exists (select from unnest(${exportSchedules.recipients}) one where lower(one) = lower(${email}))`,
    )
    .returning({ id: exportSchedules.id })
  return changed.length > 0
}
