import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { TenantId } from '#src/lib/context.ts'
import { rfps } from '#src/lib/db/schema/company/sourcing.ts'
import { tenants } from '#src/lib/db/schema/tenants.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

interface Due {
  id: string
  tenantId: TenantId
  tenantName: string
}

/** Published requests of all tenants whose deadline has passed; at most so many. */
export async function findDue(tx: Tx, limit: number): Promise<Due[]> {
  return tx
    .select({ id: rfps.id, tenantId: rfps.tenantId, tenantName: tenants.name })
    .from(rfps)
    .innerJoin(tenants, eq(tenants.id, rfps.tenantId))
    .where(and(eq(rfps.status, 'published'), lte(rfps.deadline, sql`now()`)))
    .orderBy(asc(rfps.deadline))
    .limit(limit)
}
