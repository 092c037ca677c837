import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { instant, tenantId } from '../columns.ts'
import { companyTable, keyTo } from './company-table.ts'
import { scopeVersions } from './scopes.ts'
import { suppliers } from './suppliers.ts'

export const rfpStatuses = ['draft', 'published', 'closed', 'awarded', 'cancelled'] as const

/** A request for proposals: what is wanted, and until when suppliers may answer. */
export const rfps = companyTable(
  'rfps',
  {
    rfpNo: text().notNull(),
    title: text().notNull(),
    description: text(),
    status: text().notNull().default('draft'),
    /** The scope of work it is about, in the version that the suppliers were shown. */
    scopeId: uuid(),
    scopeVersion: integer(),
    currency: text().notNull(),
    deadline: instant().notNull(),
    publishedAt: instant(),
    createdBy: byUser().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    foreignKey({
      name: 'rfps_scope_version_fk',
      columns: [table.tenantId, table.scopeId, table.scopeVersion],
      foreignColumns: [scopeVersions.tenantId, scopeVersions.scopeId, scopeVersions.number],
    }),
    unique('rfps_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('rfps_rfp_no_key').on(table.tenantId, table.rfpNo),
    index('rfps_deadline_idx').on(table.tenantId, table.deadline, table.id),
    index('rfps_status_idx').on(table.tenantId, table.status),
    index('rfps_scope_idx').on(table.tenantId, table.scopeId),
    check('rfps_status_check', oneOf('status', rfpStatuses)),
    check('rfps_scope_check', sql`(scope_id is null) = (scope_version is null)`),
  ],
)

/** Who may answer. */
export const rfpInvitations = pgTable(
  'rfp_invitations',
  {
    tenantId: tenantId(),
    rfpId: uuid().notNull(),
    supplierId: uuid().notNull(),
    invitedAt: instant().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({
      name: 'rfp_invitations_pkey',
      columns: [table.tenantId, table.rfpId, table.supplierId],
    }),
    keyTo(rfps, 'rfp_invitations_rfp_fk', [table.tenantId, table.rfpId]),
    keyTo(suppliers, 'rfp_invitations_supplier_fk', [table.tenantId, table.supplierId]),
    index('rfp_invitations_supplier_idx').on(table.tenantId, table.supplierId),
  ],
)

export const rfpResponseStatuses = [
  'draft',
  'submitted',
  'withdrawn',
  'shortlisted',
  'awarded',
  'rejected',
] as const

/** An invited supplier's answer. Its amount is sealed until the deadline. */
export const rfpResponses = companyTable(
  'rfp_responses',
  {
    rfpId: uuid().notNull(),
    supplierId: uuid().notNull(),
    status: text().notNull().default('draft'),
    amount: numeric({ precision: 14, scale: 2 }),
    leadTimeDays: integer(),
    submittedAt: instant(),
    notes: text(),
    version: integer().notNull().default(1),
  },
  (table) => [
    foreignKey({
      name: 'rfp_responses_invitation_fk',
      columns: [table.tenantId, table.rfpId, table.supplierId],
      foreignColumns: [rfpInvitations.tenantId, rfpInvitations.rfpId, rfpInvitations.supplierId],
    }),
    uniqueIndex('rfp_responses_supplier_key').on(table.tenantId, table.rfpId, table.supplierId),
    check('rfp_responses_status_check', oneOf('status', rfpResponseStatuses)),
    check('rfp_responses_amount_check', sql`amount >= 0`),
    check(
      'rfp_responses_submitted_at_check',
      sql`status in ('draft', 'withdrawn') or submitted_at is not null`,
    ),
  ],
)
