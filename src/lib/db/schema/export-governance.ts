import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { byUser } from './accounts.ts'
import { oneOf } from './checks.ts'
import { instant, tenantId } from './columns.ts'
import { dataExports } from './exports.ts'

/** The rules of one tenant for its exports; without a row nothing is limited. */
export const exportGovernance = pgTable('export_governance', {
  tenantId: tenantId().primaryKey(),
  /** Domains that files may be shared with; empty: all. */
  recipientDomains: text().array().notNull().default([]),
  /** Whether files may be shared with people who have no account. */
  guestRecipients: boolean().notNull().default(false),
  /** Null: as long as the installation keeps files. */
  retentionDays: integer(),
  /** Admins are told of completed exports with more rows than this. */
  alertRows: bigint({ mode: 'number' }),
  alertSensitive: boolean().notNull().default(false),
  /** Exports with more rows than this wait for an admin's approval. */
  approvalRows: bigint({ mode: 'number' }),
  approvalSensitive: boolean().notNull().default(false),
  /** An approval that nobody decides ends after so many days. */
  approvalDays: integer().notNull().default(14),
  updatedBy: byUser(),
  updatedAt: instant().notNull().defaultNow(),
  version: integer().notNull().default(1),
})

export const approvalDecisions = ['approved', 'rejected', 'withdrawn', 'expired'] as const
export type ApprovalDecision = (typeof approvalDecisions)[number]

/** An export that had to wait for an admin, and what the admin decided. */
export const exportApprovals = pgTable(
  'export_approvals',
  {
    tenantId: tenantId(),
    exportId: uuid()
      .primaryKey()
      .references(() => dataExports.id, { onDelete: 'cascade' }),
    /** `rows`, `sensitive` or `uncounted`. */
    reasons: text().array().notNull(),
    requestedAt: instant().notNull().defaultNow(),
    /** Null while it waits. */
    decision: text(),
    decidedBy: byUser(),
    decidedAt: instant(),
    /** Why it was rejected, in the admin's words. */
    note: text(),
  },
  (table) => [
    check('export_approvals_decision_check', oneOf('decision', approvalDecisions)),
    index('export_approvals_waiting_idx').on(table.tenantId, table.requestedAt).where(sql`decision is null`),
    index('export_approvals_tenant_id_idx').on(table.tenantId, table.exportId),
  ],
)

/** A completed export that admins were told of. */
export const exportAlerts = pgTable(
  'export_alerts',
  {
    tenantId: tenantId(),
    exportId: uuid()
      .primaryKey()
      .references(() => dataExports.id, { onDelete: 'cascade' }),
    /** `rows` or `sensitive`. */
    reasons: text().array().notNull(),
    createdAt: instant().notNull().defaultNow(),
    dismissedAt: instant(),
    dismissedBy: byUser(),
  },
  (table) => [
    index('export_alerts_open_idx').on(table.tenantId, table.createdAt).where(sql`dismissed_at is null`),
    index('export_alerts_tenant_id_idx').on(table.tenantId, table.exportId),
  ],
)
