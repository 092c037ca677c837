import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  numeric,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { instant } from '../columns.ts'
import { companyTable, keyTo } from './company-table.ts'

/** What can be agreed on: cleaning, maintenance, transport. */
export const services = companyTable(
  'services',
  {
    servicesName: text().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    unique('services_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('services_name_key').on(table.tenantId, table.servicesName),
  ],
)

/** Whom scopes of work are agreed with. */
export const clients = companyTable(
  'clients',
  {
    clientNo: text().notNull(),
    name: text().notNull(),
    country: text(),
    isActive: boolean().notNull().default(true),
    version: integer().notNull().default(1),
  },
  (table) => [
    unique('clients_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('clients_client_no_key').on(table.tenantId, table.clientNo),
    index('clients_name_idx').on(table.tenantId, table.name, table.id),
  ],
)

export const scopeStatuses = ['draft', 'in_review', 'active', 'archived'] as const

export const scopesOfWork = companyTable(
  'scopes_of_work',
  {
    serviceId: uuid().notNull(),
    scopeName: text().notNull(),
    scopeOfWorkStatus: text().notNull().default('draft'),
    /** The published version, or the first draft while none is published. A deferred key says that it exists. */
    currentVersion: integer().notNull().default(1),
    createdBy: byUser().notNull(),
    modifiedBy: byUser().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    keyTo(services, 'scopes_of_work_service_fk', [table.tenantId, table.serviceId]),
    unique('scopes_of_work_tenant_id_id_key').on(table.tenantId, table.id),
    index('scopes_of_work_name_idx').on(table.tenantId, table.scopeName, table.id),
    index('scopes_of_work_service_idx').on(table.tenantId, table.serviceId),
    index('scopes_of_work_status_idx').on(table.tenantId, table.scopeOfWorkStatus),
    check('scopes_of_work_status_check', oneOf('scope_of_work_status', scopeStatuses)),
    check('scopes_of_work_current_version_check', sql`current_version >= 1`),
  ],
)

export const scopeVersionStatuses = ['draft', 'published', 'superseded'] as const

/** One wording of a scope of work; published ones never change. */
export const scopeVersions = companyTable(
  'scope_versions',
  {
    scopeId: uuid().notNull(),
    /** Counts from 1 within the scope. */
    number: integer().notNull(),
    status: text().notNull().default('draft'),
    content: text().notNull().default(''),
    publishedAt: instant(),
    createdBy: byUser().notNull(),
    modifiedBy: byUser().notNull(),
  },
  (table) => [
    keyTo(scopesOfWork, 'scope_versions_scope_fk', [table.tenantId, table.scopeId]),
    unique('scope_versions_number_key').on(table.tenantId, table.scopeId, table.number),
    uniqueIndex('scope_versions_draft_key').on(table.tenantId, table.scopeId).where(sql`status = 'draft'`),
    uniqueIndex('scope_versions_published_key')
      .on(table.tenantId, table.scopeId)
      .where(sql`status = 'published'`),
    index('scope_versions_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    index('scope_versions_updated_at_idx').on(table.tenantId, table.updatedAt, table.id),
    check('scope_versions_status_check', oneOf('status', scopeVersionStatuses)),
    check('scope_versions_number_check', sql`number >= 1`),
    check('scope_versions_published_at_check', sql`(status = 'draft') = (published_at is null)`),
  ],
)

export const clientScopeStatuses = ['proposed', 'accepted', 'declined', 'ended'] as const

/** The version of a scope that a client was offered or agreed to, which stays when a newer one appears. */
export const clientScopes = companyTable(
  'client_scopes',
  {
    clientId: uuid().notNull(),
    scopeId: uuid().notNull(),
    scopeVersion: integer().notNull(),
    status: text().notNull().default('proposed'),
    price: numeric({ precision: 14, scale: 2 }),
    currency: text().notNull(),
    startsOn: date().notNull(),
    endsOn: date(),
    acceptedAt: instant(),
    notes: text(),
    createdBy: byUser().notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [
    keyTo(clients, 'client_scopes_client_fk', [table.tenantId, table.clientId]),
    foreignKey({
      name: 'client_scopes_version_fk',
      columns: [table.tenantId, table.scopeId, table.scopeVersion],
      foreignColumns: [scopeVersions.tenantId, scopeVersions.scopeId, scopeVersions.number],
    }),
    index('client_scopes_starts_on_idx').on(table.tenantId, table.startsOn, table.id),
    index('client_scopes_client_idx').on(table.tenantId, table.clientId),
    index('client_scopes_scope_idx').on(table.tenantId, table.scopeId),
    index('client_scopes_status_idx').on(table.tenantId, table.status),
    check('client_scopes_status_check', oneOf('status', clientScopeStatuses)),
    check('client_scopes_price_check', sql`price >= 0`),
    check('client_scopes_ends_on_check', sql`ends_on >= starts_on`),
  ],
)
