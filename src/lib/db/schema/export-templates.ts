import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { byUser } from './accounts.ts'
import { id, instant, tenantId, timestamps } from './columns.ts'

/** A request for an export that somebody keeps, for themselves or for the team. */
export const exportTemplates = pgTable(
  'export_templates',
  {
    id: id(),
    tenantId: tenantId(),
    templateName: text().notNull(),
    exportType: text().notNull(),
    format: text().notNull(),
    /** Keys and labels in file order; null: every column. */
    columns: jsonb(),
    filters: jsonb().notNull().default({}),
    sort: jsonb().notNull().default([]),
    options: jsonb().notNull().default({}),
    destinations: uuid().array().notNull().default([]),
    description: text(),
    /** Whether the whole team sees it. */
    isPublic: boolean().notNull().default(false),
    createdBy: byUser().notNull(),
    ...timestamps(),
    lastUsedAt: instant(),
    useCount: integer().notNull().default(0),
    /** Raised by every change, for If-Match. */
    version: integer().notNull().default(1),
  },
  (table) => [
    index('export_templates_name_idx').on(table.tenantId, table.templateName, table.id),
    index('export_templates_created_by_idx').on(table.tenantId, table.createdBy),
    index('export_templates_export_type_idx').on(table.tenantId, table.exportType),
    index('export_templates_is_public_idx').on(table.tenantId, table.templateName).where(sql`is_public`),
  ],
)
