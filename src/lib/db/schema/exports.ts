import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from './accounts.ts'
import { oneOf } from './checks.ts'
import { id, instant, tenantId } from './columns.ts'

export const exportStatuses = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const

export const fileProblems = ['lost', 'altered'] as const

/** One run of an export: the row decides what is true, the queue only delivers. */
export const dataExports = pgTable(
  'data_exports',
  {
    id: id(),
    tenantId: tenantId(),
    exportName: text().notNull(),
    exportType: text().notNull(),
    format: text().notNull(),
    status: text().notNull().default('pending'),
    filters: jsonb().notNull().default({}),
    /** Keys and labels of the asked columns, in file order; null: every column the creator may see. */
    columns: jsonb(),
    sort: jsonb().notNull().default([]),
    options: jsonb().notNull().default({}),
    timeZone: text().notNull(),
    recipients: text().array().notNull().default([]),
    /** Where it goes when it completes. */
    destinations: uuid().array().notNull().default([]),
    createdBy: byUser().notNull(),
    /** The API key it was asked with: its scopes are checked again when the run starts. */
    apiKeyId: uuid(),
    requestId: text().notNull(),
    retryOf: uuid(),
    /** Made from the rows that this export had read; their snapshot is its own. */
    snapshotOf: uuid(),
    /** Higher goes first among the tenant's waiting exports. */
    priority: integer().notNull().default(0),
    /** How many rows its creator was shown before they requested it. */
    rowsExpected: bigint({ mode: 'number' }),
    scheduleId: uuid(),
    /** Holds what changed since the run of its schedule before. */
    isDelta: boolean().notNull().default(false),
    templateId: uuid(),

    /** Raised by every claim: the fence that keeps a late worker from changing anything. */
    attempt: integer().notNull().default(0),
    /** Attempts that count against the limit; one that was handed back does not. */
    failures: integer().notNull().default(0),
    /** The worker that holds the claim, and when it last said so. */
    workerId: uuid(),
    heartbeatAt: instant(),
    cancelRequestedAt: instant(),
    progressPercentage: integer().notNull().default(0),
    rowsDone: bigint({ mode: 'number' }).notNull().default(0),
    rowsEstimated: bigint({ mode: 'number' }),
    /** approval (waits for an admin), waiting (for a slot), reading, writing or storing. */
    phase: text(),
    /** Set while a waiting export has a job of its own again. */
    wokenAt: instant(),
    /** How long its file is kept; null: as long as the installation keeps files. */
    retentionDays: integer(),

    createdAt: instant().notNull().defaultNow(),
    /** Since when it may run: its creation, or its approval. */
    queuedAt: instant().notNull().defaultNow(),
    startedAt: instant(),
    snapshotAt: instant(),
    /** When it had read its last row; null where it read none itself. */
    readAt: instant(),
    /** When its file was written. */
    completedAt: instant(),
    /** When its files were stored. */
    storedAt: instant(),
    expiresAt: instant(),
    deletedAt: instant(),

    filePath: text(),
    fileName: text(),
    fileSize: bigint({ mode: 'number' }),
    recordCount: bigint({ mode: 'number' }),
    files: jsonb().notNull().default([]),
    manifest: jsonb(),
    /** Of the data file, also after it has expired: by it a copy of the file is recognised. */
    fileSha256: text().generatedAlwaysAs(sql`manifest -> 'files' -> 0 ->> 'sha256'`),
    /** What is wrong with the stored file, as verifying or fetching it found: `lost` or `altered`. */
    fileProblem: text(),
    /** The machine that keeps the rows it had read for other formats, and until when at most. */
    spoolHost: text(),
    spoolKeptUntil: instant(),
    /** Hash of what it read itself, while those rows are kept: an equal request may be answered from them. */
    readKey: text(),
    /** What changed since the run of its schedule before, or why that cannot be told. */
    changes: jsonb(),
    errorCode: text(),
    errorMessage: text(),
  },
  (table) => [
    check('data_exports_status_check', oneOf('status', exportStatuses)),
    check('data_exports_file_problem_check', oneOf('file_problem', fileProblems)),
    index('data_exports_status_idx').on(table.tenantId, table.status, table.createdAt),
    index('data_exports_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    index('data_exports_export_type_idx').on(table.tenantId, table.exportType),
    index('data_exports_created_by_idx').on(table.tenantId, table.createdBy),
    index('data_exports_retry_of_idx').on(table.tenantId, table.retryOf).where(sql`retry_of is not null`),
    // Without the heartbeat: a progress report changes no indexed column, so it needs no index write.
    index('data_exports_unfinished_idx').on(table.status).where(sql`status in ('pending', 'processing')`),
    index('data_exports_schedule_id_idx')
      .on(table.scheduleId)
      .where(sql`schedule_id is not null and status in ('pending', 'processing')`),
    index('data_exports_file_sha256_idx').on(table.tenantId, table.fileSha256),
    index('data_exports_read_key_idx')
      .on(table.tenantId, table.readKey, table.snapshotAt)
      .where(sql`spool_kept_until is not null`),
    index('data_exports_expires_at_idx').on(table.expiresAt).where(sql`file_path is not null`),
    index('data_exports_stored_idx').on(table.tenantId, table.completedAt).where(sql`file_path is not null`),
    index('data_exports_template_id_idx')
      .on(table.tenantId, table.templateId, table.createdAt)
      .where(sql`template_id is not null`),
  ],
)

/** Every try of a run and how it ended. */
export const exportAttempts = pgTable(
  'export_attempts',
  {
    tenantId: tenantId(),
    exportId: uuid()
      .notNull()
      .references(() => dataExports.id, { onDelete: 'cascade' }),
    attempt: integer().notNull(),
    workerNode: text().notNull(),
    startedAt: instant().notNull().defaultNow(),
    endedAt: instant(),
    /** completed, failed, cancelled, lost or handed_back. */
    outcome: text(),
    errorCode: text(),
    /** Set while files that nobody wants may be stored under this attempt. */
    leftoverSince: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.exportId, table.attempt] }),
    index('export_attempts_tenant_id_idx').on(table.tenantId),
    index('export_attempts_leftover_idx').on(table.leftoverSince).where(sql`leftover_since is not null`),
  ],
)

/** One row per export that ended; outlives the export's file and record. */
export const exportStatistics = pgTable(
  'export_statistics',
  {
    id: id(),
    tenantId: tenantId(),
    exportId: uuid().notNull(),
    exportType: text().notNull(),
    format: text().notNull(),
    /** Whose export it was, and of which template. */
    createdBy: uuid(),
    templateId: uuid(),
    success: boolean().notNull(),
    /** From the time it could run to its first attempt; null: it never started. */
    waitMs: integer(),
    durationMs: integer().notNull(),
    fileSize: bigint({ mode: 'number' }),
    recordCount: bigint({ mode: 'number' }),
    errorMessage: text(),
    workerNode: text(),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('export_statistics_export_id_key').on(table.exportId),
    index('export_statistics_created_at_idx').on(table.tenantId, table.createdAt),
    index('export_statistics_failed_idx')
      .on(table.tenantId, table.errorMessage, table.createdAt)
      .where(sql`not success`),
  ],
)

export const exportDownloadLogs = pgTable(
  'export_download_logs',
  {
    id: id(),
    tenantId: tenantId(),
    exportId: uuid().notNull(),
    fileName: text().notNull(),
    /** Null: a person without an account. */
    userId: uuid(),
    /** The address that was sent the link and the code; null: a member. */
    guestEmail: text(),
    ipAddress: text(),
    userAgent: text(),
    downloadedAt: instant().notNull().defaultNow(),
    /** Where in the file the requested bytes begin. */
    rangeStart: bigint({ mode: 'number' }).notNull().default(0),
    bytesSent: bigint({ mode: 'number' }).notNull().default(0),
    /** When these bytes became part of an audited download. */
    auditedAt: instant(),
    complete: boolean().notNull().default(false),
  },
  (table) => [
    check('export_download_logs_taker_check', sql`num_nonnulls(user_id, guest_email) = 1`),
    index('export_download_logs_export_id_idx').on(table.tenantId, table.exportId),
    index('export_download_logs_downloaded_at_idx').on(table.tenantId, table.downloadedAt, table.id),
    index('export_download_logs_user_id_idx').on(table.tenantId, table.userId, table.downloadedAt),
  ],
)

/** The last code that was sent to a recipient without an account; once it is used, the row is gone. */
export const exportGuestCodes = pgTable(
  'export_guest_codes',
  {
    tenantId: tenantId(),
    exportId: uuid()
      .notNull()
      .references(() => dataExports.id, { onDelete: 'cascade' }),
    /** In lower case. */
    email: text().notNull(),
    /** Keyed, so that the few possible codes cannot be tried against the table alone. */
    codeHash: text().notNull(),
    tries: integer().notNull().default(0),
    expiresAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.exportId, table.email] }),
    index('export_guest_codes_expires_at_idx').on(table.expiresAt),
    index('export_guest_codes_tenant_id_idx').on(table.tenantId),
  ],
)
