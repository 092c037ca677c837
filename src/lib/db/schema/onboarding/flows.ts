import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { oneOf } from '../checks.ts'
import { instant } from '../columns.ts'
import { companyTable, keyTo } from '../company/company-table.ts'

export const contentKinds = ['article', 'video', 'checklist', 'tip'] as const
export const publishedStatuses = ['draft', 'published', 'archived'] as const

const noTexts = sql`'{}'::text[]`

/** What a step shows: a text in Markdown, and a video's address where it has one. */
export const contentItems = companyTable(
  'content_items',
  {
    kind: text().notNull(),
    title: text().notNull(),
    body: text().notNull().default(''),
    url: text(),
    locale: text().notNull().default('en'),
    /** Roles that it is written for; none: everybody. */
    audience: text().array().notNull().default(noTexts),
    tags: text().array().notNull().default(noTexts),
    status: text().notNull().default('draft'),
    /** Set where Waybill brought it along. */
    shippedKey: text(),
    version: integer().notNull().default(1),
  },
  (table) => [
    unique('content_items_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('content_items_shipped_key').on(table.tenantId, table.shippedKey),
    index('content_items_status_idx').on(table.tenantId, table.status, table.id),
    check('content_items_kind_check', oneOf('kind', contentKinds)),
    check('content_items_status_check', oneOf('status', publishedStatuses)),
  ],
)

export const policyNames = ['fixed_order', 'linucb', 'thompson'] as const
export const learnerKinds = ['members', 'application'] as const

/** Steps in an order. A published version never changes; changes go into the draft behind it. */
export const flows = companyTable(
  'flows',
  {
    name: text().notNull(),
    description: text().notNull().default(''),
    /** Whom it leads: members of the company, or users of the customer's own application. */
    learners: text().notNull().default('members'),
    /** Roles that are led through it; none: everybody. */
    audience: text().array().notNull().default(noTexts),
    /** Flows with a lower number come first. */
    position: integer().notNull().default(100),
    status: text().notNull().default('draft'),
    /** Null: never published. The draft is the version behind it. */
    publishedVersion: integer(),
    /** Whether the steps of the draft differ from those that are published. */
    hasChanges: boolean().notNull().default(false),
    /** How the next step is chosen, once there is data enough. */
    policy: text().notNull().default('thompson'),
    /** So many of a hundred learners always get the fixed order. */
    holdOutPercent: integer().notNull().default(10),
    /** Null: from the beginning. */
    learnsSince: instant(),
    shippedKey: text(),
    version: integer().notNull().default(1),
  },
  (table) => [
    unique('flows_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('flows_shipped_key').on(table.tenantId, table.shippedKey),
    index('flows_position_idx').on(table.tenantId, table.position, table.id),
    check('flows_learners_check', oneOf('learners', learnerKinds)),
    check('flows_policy_check', oneOf('policy', policyNames)),
    check('flows_hold_out_percent_check', sql`hold_out_percent between 1 and 50`),
    check('flows_status_check', oneOf('status', publishedStatuses)),
    check('flows_published_check', sql`(status = 'draft') = (published_version is null)`),
  ],
)

export const completers = ['person', 'company'] as const

/** One step of one version of a flow. */
export const steps = companyTable(
  'steps',
  {
    flowId: uuid().notNull(),
    flowVersion: integer().notNull(),
    /** The same in every version of the flow. */
    stepKey: text().notNull(),
    position: integer().notNull(),
    contentItemId: uuid().notNull(),
    /** Actions of the audit trail, any of which completes it; none: the customer's application reports it. */
    completionActions: text().array().notNull().default(noTexts),
    /** Whose action counts: the person's own, or anybody's in the company. */
    completedBy: text().notNull().default('person'),
    /** Keys of steps that come before it. */
    prerequisites: text().array().notNull().default(noTexts),
    /** Roles that it is for; none: everybody. */
    roles: text().array().notNull().default(noTexts),
    isOptional: boolean().notNull().default(false),
    /** The page of the console where it is done. */
    path: text(),
  },
  (table) => [
    unique('steps_tenant_id_id_key').on(table.tenantId, table.id),
    unique('steps_key').on(table.tenantId, table.flowId, table.flowVersion, table.stepKey),
    foreignKey({
      name: 'steps_flow_fk',
      columns: [table.tenantId, table.flowId],
      foreignColumns: [flows.tenantId, flows.id],
    }).onDelete('cascade'),
    keyTo(contentItems, 'steps_content_fk', [table.tenantId, table.contentItemId]),
    index('steps_content_idx').on(table.tenantId, table.contentItemId),
    check('steps_completed_by_check', oneOf('completed_by', completers)),
  ],
)
