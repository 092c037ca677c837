import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { oneOf } from '../checks.ts'
import { companyTable, keyTo } from './company-table.ts'

export const supplierStatuses = ['pending', 'active', 'inactive', 'suspended'] as const

export const supplierTiers = ['strategic', 'preferred', 'approved', 'conditional'] as const

/** Who is bought from. */
export const suppliers = companyTable(
  'suppliers',
  {
    supplierNo: text().notNull(),
    name: text().notNull(),
    status: text().notNull().default('pending'),
    tier: text(),
    category: text(),
    tags: text().array().notNull().default(sql`'{}'`),
    country: text(),
    currency: text().notNull(),
    /** Days from the invoice to its payment. */
    paymentDays: integer().notNull().default(30),
    /** Days from the order to its delivery, as the supplier states them. */
    leadTimeDays: integer(),
    /** 0 to 5. */
    rating: numeric({ precision: 3, scale: 2 }),
    /** Sensitive, as is the bank account. */
    taxId: text(),
    iban: text(),
    /** `[{name, valid_until}]`. */
    certificates: jsonb().$type<{ name: string; valid_until: string | null }[]>().notNull().default([]),
    notes: text(),
    /** Raised by every change, those of contacts and prices included. */
    version: integer().notNull().default(1),
  },
  (table) => [
    unique('suppliers_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('suppliers_supplier_no_key').on(table.tenantId, table.supplierNo),
    index('suppliers_name_idx').on(table.tenantId, table.name, table.id),
    index('suppliers_status_idx').on(table.tenantId, table.status),
    index('suppliers_category_idx').on(table.tenantId, table.category),
    check('suppliers_status_check', oneOf('status', supplierStatuses)),
    check('suppliers_tier_check', oneOf('tier', supplierTiers)),
    check('suppliers_payment_days_check', sql`payment_days >= 0`),
    check('suppliers_lead_time_days_check', sql`lead_time_days >= 0`),
    check('suppliers_rating_check', sql`rating between 0 and 5`),
  ],
)

/** Whom to write or call at a supplier. */
export const supplierContacts = companyTable(
  'supplier_contacts',
  {
    supplierId: uuid().notNull(),
    name: text().notNull(),
    /** What they are there for: sales, accounts, quality. */
    role: text(),
    /** Personal data, as is the phone number. */
    email: text(),
    phone: text(),
    isPrimary: boolean().notNull().default(false),
  },
  (table) => [
    keyTo(suppliers, 'supplier_contacts_supplier_fk', [table.tenantId, table.supplierId]),
    index('supplier_contacts_supplier_idx').on(table.tenantId, table.supplierId, table.id),
    index('supplier_contacts_name_idx').on(table.tenantId, table.name, table.id),
    uniqueIndex('supplier_contacts_primary_key').on(table.tenantId, table.supplierId).where(sql`is_primary`),
  ],
)
