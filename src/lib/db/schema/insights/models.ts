import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { byUser } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { id, instant, tenantId } from '../columns.ts'

export const modelKinds = ['lateness'] as const

export const modelStatuses = [
  'pending',
  'training',
  'candidate',
  'active',
  'retired',
  'refused',
  'failed',
] as const

/** Why a model was trained. */
export const modelTriggers = ['first', 'monthly', 'drift', 'command'] as const

/** One training, which a job carries out, and the model that came of it with its card. */
export const models = pgTable(
  'models',
  {
    id: id(),
    tenantId: tenantId(),
    kind: text().notNull(),
    /** 1 is the first of its kind. */
    number: integer().notNull(),
    status: text().notNull().default('pending'),
    trigger: text().notNull(),
    /** Null: nobody asked for it, or code did. */
    requestedBy: byUser(),
    requestId: text().notNull(),
    /** The last day that it may know of. */
    asOf: date().notNull(),
    seed: integer().notNull(),
    codeVersion: text().notNull(),

    phase: text(),
    progressPercentage: integer().notNull().default(0),
    /** Raised by every claim: the fence that keeps a late worker from changing anything. */
    attempt: integer().notNull().default(0),
    failures: integer().notNull().default(0),
    workerId: uuid(),
    heartbeatAt: instant(),
    errorMessage: text(),
    createdAt: instant().notNull().defaultNow(),
    startedAt: instant(),
    completedAt: instant(),

    /** What it learned from: lines of which it was known whether they were late, by the days they were due. */
    dataFrom: date(),
    dataTo: date(),
    dataHash: text(),
    linesKnown: integer(),
    linesLate: integer(),
    features: text().array(),
    limits: text().array(),
    /** The model that it was compared with; null for the first one. */
    comparedWith: uuid(),
    /** not_worse, worse or too_few, and why in words. */
    verdict: text(),
    reason: text(),
    /** The lines that judged it: how many, the figures of each method on them, and a table of what was said and came. */
    tested: jsonb(),
    /** What was learned; only whoever predicts reads it. */
    learned: text(),
    /** When it was last put to use, and by whom; null: by nobody, as the first one. */
    activatedAt: instant(),
    activatedBy: byUser(),
  },
  (table) => [
    check('models_kind_check', oneOf('kind', modelKinds)),
    check('models_status_check', oneOf('status', modelStatuses)),
    check('models_trigger_check', oneOf('trigger', modelTriggers)),
    unique('models_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('models_number_key').on(table.tenantId, table.kind, table.number),
    uniqueIndex('models_active_key').on(table.tenantId, table.kind).where(sql`status = 'active'`),
    uniqueIndex('models_unfinished_key')
      .on(table.tenantId, table.kind)
      .where(sql`status in ('pending', 'training')`),
    index('models_training_idx').on(table.status).where(sql`status = 'training'`),
  ],
)
