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
import { products } from './sales.ts'
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
    index('rfps_open_idx').on(table.deadline).where(sql`status = 'published'`),
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

/** An invited supplier's answer. Its prices and notes are sealed until the deadline. */
export const rfpResponses = companyTable(
  'rfp_responses',
  {
    rfpId: uuid().notNull(),
    supplierId: uuid().notNull(),
    status: text().notNull().default('draft'),
    /** What its lines come to, set when it is submitted. */
    amount: numeric({ precision: 20, scale: 2 }),
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
    unique('rfp_responses_tenant_id_id_key').on(table.tenantId, table.id),
    unique('rfp_responses_rfp_id_key').on(table.tenantId, table.rfpId, table.id),
    // Who withdrew an answer may give another one.
    uniqueIndex('rfp_responses_supplier_key')
      .on(table.tenantId, table.rfpId, table.supplierId)
      .where(sql`status <> 'withdrawn'`),
    index('rfp_responses_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    check('rfp_responses_status_check', oneOf('status', rfpResponseStatuses)),
    check('rfp_responses_amount_check', sql`amount >= 0`),
    check(
      'rfp_responses_submitted_at_check',
      sql`status in ('draft', 'withdrawn') or submitted_at is not null`,
    ),
  ],
)

/** What is asked for: goods from the company's items, or anything in words. */
export const rfpLines = companyTable(
  'rfp_lines',
  {
    rfpId: uuid().notNull(),
    /** Counts from 1 within the request. */
    position: integer().notNull(),
    productId: uuid(),
    description: text().notNull(),
    quantity: integer().notNull(),
    unit: text().notNull(),
    /** The response that won the line. */
    awardedResponseId: uuid(),
  },
  (table) => [
    keyTo(rfps, 'rfp_lines_rfp_fk', [table.tenantId, table.rfpId]),
    keyTo(products, 'rfp_lines_product_fk', [table.tenantId, table.productId]),
    foreignKey({
      name: 'rfp_lines_awarded_response_fk',
      columns: [table.tenantId, table.rfpId, table.awardedResponseId],
      foreignColumns: [rfpResponses.tenantId, rfpResponses.rfpId, rfpResponses.id],
    }),
    unique('rfp_lines_position_key').on(table.tenantId, table.rfpId, table.position),
    unique('rfp_lines_tenant_id_id_key').on(table.tenantId, table.id),
    check('rfp_lines_quantity_check', sql`quantity >= 1`),
  ],
)

/** What responses are scored by; the weights of a request sum to 100. */
export const rfpCriteria = companyTable(
  'rfp_criteria',
  {
    rfpId: uuid().notNull(),
    position: integer().notNull(),
    name: text().notNull(),
    weight: integer().notNull(),
  },
  (table) => [
    keyTo(rfps, 'rfp_criteria_rfp_fk', [table.tenantId, table.rfpId]),
    unique('rfp_criteria_position_key').on(table.tenantId, table.rfpId, table.position),
    unique('rfp_criteria_tenant_id_id_key').on(table.tenantId, table.id),
    check('rfp_criteria_weight_check', sql`weight between 1 and 100`),
  ],
)

/** The price of one unit in a response; a line without one is not offered. Sealed until the deadline. */
export const rfpResponseLines = pgTable(
  'rfp_response_lines',
  {
    tenantId: tenantId(),
    responseId: uuid().notNull(),
    lineId: uuid().notNull(),
    price: numeric({ precision: 14, scale: 4 }).notNull(),
  },
  (table) => [
    primaryKey({
      name: 'rfp_response_lines_pkey',
      columns: [table.tenantId, table.responseId, table.lineId],
    }),
    keyTo(rfpResponses, 'rfp_response_lines_response_fk', [table.tenantId, table.responseId]),
    keyTo(rfpLines, 'rfp_response_lines_line_fk', [table.tenantId, table.lineId]),
    check('rfp_response_lines_price_check', sql`price >= 0`),
  ],
)

/** How well a response does by a criterion, from 0 to 100. */
export const rfpScores = pgTable(
  'rfp_scores',
  {
    tenantId: tenantId(),
    responseId: uuid().notNull(),
    criterionId: uuid().notNull(),
    score: integer().notNull(),
    scoredBy: byUser().notNull(),
    scoredAt: instant().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({
      name: 'rfp_scores_pkey',
      columns: [table.tenantId, table.responseId, table.criterionId],
    }),
    keyTo(rfpResponses, 'rfp_scores_response_fk', [table.tenantId, table.responseId]),
    keyTo(rfpCriteria, 'rfp_scores_criterion_fk', [table.tenantId, table.criterionId]),
    check('rfp_scores_score_check', sql`score between 0 and 100`),
  ],
)
