import { eq, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { purchasingSettings } from '#src/lib/db/schema/company/purchasing.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type SettingsRow = typeof purchasingSettings.$inferSelect

export async function findSettings(tx: Tx): Promise<SettingsRow | undefined> {
  const [row] = await tx.select().from(purchasingSettings)
  return row
}

/** The settings of this version, changed; undefined when they were changed since. */
export async function saveSettings(
  tx: Tx,
  tenantId: TenantId,
  version: number,
  changes: Partial<SettingsRow>,
): Promise<SettingsRow | undefined> {
  await tx.insert(purchasingSettings).values({ tenantId }).onConflictDoNothing()
  const [row] = await tx
    .update(purchasingSettings)
    .set({ ...changes, version: version + 1, updatedAt: sql`now()` })
    .where(eq(purchasingSettings.version, version))
    .returning()
  return row
}

const counters = {
  order: { column: sql.identifier('last_order_number'), prefix: 'PO' },
  delivery: { column: sql.identifier('last_delivery_number'), prefix: 'DN' },
}

/** The next number, which is taken once this transaction commits; until then nobody else gets one. */
export async function takeNumber(tx: Tx, tenantId: TenantId, of: keyof typeof counters): Promise<string> {
  const { column, prefix } = counters[of]
  const { rows } = await tx.execute<{ number: number }>(sql`
    insert into purchasing_settings as s (tenant_id, ${column}) values (${tenantId}, 1)
    on conflict (tenant_id) do update set ${column} = s.${column} + 1 returning ${column} as number`)
  return `${prefix}-${String(rows[0]!.number).padStart(5, '0')}`
}
