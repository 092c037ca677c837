import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Role } from '../../../permissions.ts'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId, timestamps } from '../columns.ts'
import type { TlsMode } from './server.ts'

export const sourceStates = ['ok', 'failing'] as const
export const customDatasetStates = ['ok', 'needs_attention'] as const

/** Where a source is and how it is reached: everything but the password. */
export interface SourceSettings {
  host: string
  port: number
  database: string
  user: string
  tls: TlsMode
  /** Certificates as PEM. */
  ca: string | null
}

/** What the last check that got through found. */
export interface SourceFindings {
  version: string
  is_replica: boolean
  /** How far a replica was behind. */
  lag_seconds: number | null
  /** Whether the user could change tables, were its sessions not read only. */
  may_write: boolean
}

/** A company's own PostgreSQL database. */
export const sources = pgTable(
  'sources',
  {
    id: id(),
    tenantId: tenantId(),
    name: text().notNull(),
    engine: text().notNull().default('postgresql'),
    settings: jsonb().$type<SourceSettings>().notNull(),
    /** The password, encrypted with a key made from AUTH_SECRET. */
    sealedSecret: text().notNull(),
    statementSeconds: integer().notNull().default(600),
    concurrentReads: integer().notNull().default(2),
    state: text().$type<(typeof sourceStates)[number]>().notNull().default('ok'),
    /** Of the failure, while it is failing. */
    failureCode: text(),
    failureMessage: text(),
    failingSince: instant(),
    findings: jsonb().$type<SourceFindings>(),
    checkedAt: instant(),
    createdBy: byUser().notNull(),
    ...timestamps(),
    /** Raised by every change, for If-Match. */
    version: integer().notNull().default(1),
  },
  (table) => [
    check('sources_engine_check', oneOf('engine', ['postgresql'])),
    check('sources_state_check', oneOf('state', sourceStates)),
    uniqueIndex('sources_name_key').on(table.tenantId, table.name),
    unique('sources_tenant_id_id_key').on(table.tenantId, table.id),
  ],
)

/** A dataset that a company made of a table of its own. */
export const customDatasets = pgTable(
  'custom_datasets',
  {
    id: id(),
    tenantId: tenantId(),
    key: text().notNull(),
    sourceId: uuid().notNull(),
    /** The relation that it reads, with its schema. */
    relationSchema: text().notNull(),
    relationName: text().notNull(),
    definition: jsonb().notNull(),
    /** The roles that may read it. */
    readers: text().array().$type<Role[]>().notNull(),
    state: text().$type<(typeof customDatasetStates)[number]>().notNull().default('ok'),
    /** What no longer fits the relation, in sentences. */
    reasons: text().array().notNull().default([]),
    /** Keys of the columns that the relation was last seen without. */
    vanished: text().array().notNull().default([]),
    /** When the relation was last compared with the definition. */
    checkedAt: instant().notNull().defaultNow(),
    createdBy: byUser().notNull(),
    ...timestamps(),
    /** Raised by every change: an export says which one it ran with. */
    version: integer().notNull().default(1),
  },
  (table) => [
    check('custom_datasets_state_check', oneOf('state', customDatasetStates)),
    uniqueIndex('custom_datasets_key_key').on(table.tenantId, table.key),
    index('custom_datasets_source_idx').on(table.tenantId, table.sourceId),
    index('custom_datasets_checked_idx').on(table.checkedAt),
    foreignKey({
      name: 'custom_datasets_source_fk',
      columns: [table.tenantId, table.sourceId],
      foreignColumns: [sources.tenantId, sources.id],
    }),
  ],
)
