import { and, eq, isNull } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { dataExports } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

interface Shared {
  tenantId: TenantId
  createdBy: string
  apiKeyId: string | null
}

/** Across all tenants: the link of an email names an export alone. */
export async function findShared(tx: Tx, id: string): Promise<Shared | undefined> {
  const { tenantId, createdBy, apiKeyId } = dataExports
  const [row] = await tx
    .select({ tenantId, createdBy, apiKeyId })
    .from(dataExports)
    .where(and(eq(dataExports.id, id), isNull(dataExports.deletedAt)))
  return row
}
