import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, numeric, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { oneOf } from '../checks.ts'
import { companyTable } from './company-table.ts'

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
    certificates: jsonb().notNull().default([]),
    notes: text(),
    /** Raised by every change. */
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
