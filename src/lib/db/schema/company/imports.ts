import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { instant, tenantId } from '../columns.ts'
import { companyTable } from './company-table.ts'

export const importStatuses = [
  'uploaded',
  'checking',
  'checked',
  'applying',
  'applied',
  'undoing',
  'undone',
  'failed',
  'cancelled',
] as const

/** What the rows of a file are. */
export const importContents = ['items', 'suppliers', 'prices'] as const

export const importScopes = ['all', 'valid_rows'] as const

/** A file that comes in, from its upload to its last row. */
export const imports = companyTable(
  'imports',
  {
    content: text().notNull().default('items'),
    fileName: text().notNull(),
    /** Where the storage has it. */
    fileKey: text().notNull(),
    fileBytes: integer().notNull(),
    fileSha256: text().notNull(),
    status: text().notNull().default('uploaded'),
    /** Which rows are applied where some have errors. */
    scope: text().notNull().default('all'),
    /** Raised by every claim: what a late worker writes about an earlier one is dropped. */
    attempt: integer().notNull().default(0),
    failures: integer().notNull().default(0),
    workerId: uuid(),
    heartbeatAt: instant(),
    cancelRequestedAt: instant(),
    rowsDone: integer().notNull().default(0),
    /** How the file is written, and what each of its columns means; null until it was read. */
    dialect: jsonb(),
    mapping: jsonb(),
    /** What the last check or the application came to. */
    counts: jsonb(),
    /** What went wrong, where that lies in no cell of the file. */
    problem: text(),
    /** Where the storage has the file with a column of errors. */
    errorFileKey: text(),
    /** When its files and what an undo needs were removed. */
    removedAt: instant(),
    createdBy: byUser().notNull(),
    /** Who requested the step that runs now; it runs with the rights that they have then. */
    actorId: uuid().notNull(),
    actorApiKeyId: uuid(),
    requestId: text().notNull(),
    checkedAt: instant(),
    appliedAt: instant(),
    undoneAt: instant(),
  },
  (table) => [
    unique('imports_tenant_id_id_key').on(table.tenantId, table.id),
    index('imports_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    index('imports_running_idx')
      .on(table.heartbeatAt)
      .where(sql`status in ('checking', 'applying', 'undoing')`),
    index('imports_kept_idx').on(table.updatedAt).where(sql`removed_at is null`),
    check('imports_status_check', oneOf('status', importStatuses)),
    check('imports_scope_check', oneOf('scope', importScopes)),
    check('imports_content_check', oneOf('content', importContents)),
  ],
)

type ImportKey = [tenantId: AnyPgColumn, importId: AnyPgColumn]

function keyToImport(name: string, columns: ImportKey) {
  return foreignKey({ name, columns, foreignColumns: [imports.tenantId, imports.id] }).onDelete('cascade')
}

/** A cell that cannot be imported: where it is, what stands there, and what was expected. */
export const importErrors = pgTable(
  'import_errors',
  {
    tenantId: tenantId(),
    importId: uuid().notNull(),
    /** In the order of the file. */
    seq: integer().notNull(),
    row: integer().notNull(),
    column: text().notNull(),
    value: text().notNull(),
    expected: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'import_errors_pkey', columns: [table.tenantId, table.importId, table.seq] }),
    keyToImport('import_errors_import_fk', [table.tenantId, table.importId]),
  ],
)

/** What an applied import did to one item, level, supplier or price, for its undo. */
export const importChanges = pgTable(
  'import_changes',
  {
    tenantId: tenantId(),
    importId: uuid().notNull(),
    row: integer().notNull(),
    subject: text().notNull(),
    productId: uuid(),
    locationId: uuid(),
    supplierId: uuid(),
    priceId: uuid(),
    /** The columns that changed, as they were; null where the import added it. */
    before: jsonb(),
    /** The version of the item or supplier (of a price, its supplier), or the number of the level's last movement, right after the import. */
    stateAfter: integer().notNull(),
    /** When the level was changed by it. */
    changedAt: instant(),
    movementId: uuid(),
  },
  (table) => [
    primaryKey({
      name: 'import_changes_pkey',
      columns: [table.tenantId, table.importId, table.row, table.subject],
    }),
    keyToImport('import_changes_import_fk', [table.tenantId, table.importId]),
    check('import_changes_subject_check', oneOf('subject', ['item', 'level', 'supplier', 'price'])),
    check(
      'import_changes_of_check',
      sql`(subject in ('item', 'level')) = (product_id is not null)
      and (subject in ('supplier', 'price')) = (supplier_id is not null)
      and (subject = 'price') = (price_id is not null)`,
    ),
  ],
)
