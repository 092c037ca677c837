import type { TenantId } from '../context.ts'
import { auditEntries } from '../db/schema/operations.ts'
import type { Tx } from '../db/transaction.ts'

export interface AuditEntry {
  /** noun.past, such as export.created. */
  action: `${string}.${string}`
  subjectType: string
  subjectId: string
  details?: Record<string, unknown>
}

export interface AuditActor {
  tenantId: TenantId
  /** Undefined: the system itself. */
  userId?: string
  requestId: string
}

/** Writes who did what in the transaction that does it; the only writer of `audit_entries`. */
export async function writeAuditEntry(tx: Tx, actor: AuditActor, entry: AuditEntry): Promise<void> {
  await tx.insert(auditEntries).values({ ...actor, ...entry })
}
