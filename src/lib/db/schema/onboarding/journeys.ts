import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from '../accounts.ts'
import { oneOf } from '../checks.ts'
import { instant } from '../columns.ts'
import { companyTable, keyTo } from '../company/company-table.ts'
import { flows, steps } from './flows.ts'

export const journeyStatuses = ['running', 'completed', 'dismissed', 'reset'] as const

/** One learner in one version of a flow, which stays theirs when a newer one is published. */
export const journeys = companyTable(
  'journeys',
  {
    flowId: uuid().notNull(),
    flowVersion: integer().notNull(),
    /** The user's id, or `app:` and the name that the customer's application gives its own user. */
    learner: text().notNull(),
    /** Null: somebody of the customer's application. */
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    status: text().notNull().default('running'),
    /** Whether the learner always gets the fixed order, to compare with. */
    isHeldOut: boolean().notNull().default(false),
    startedAt: instant().notNull().defaultNow(),
    endedAt: instant(),
  },
  (table) => [
    unique('journeys_tenant_id_id_key').on(table.tenantId, table.id),
    foreignKey({
      name: 'journeys_flow_fk',
      columns: [table.tenantId, table.flowId],
      foreignColumns: [flows.tenantId, flows.id],
    }),
    uniqueIndex('journeys_learner_key')
      .on(table.tenantId, table.learner, table.flowId)
      .where(sql`status <> 'reset'`),
    index('journeys_flow_idx').on(table.tenantId, table.flowId, table.startedAt),
    index('journeys_user_idx').on(table.userId),
    check('journeys_status_check', oneOf('status', journeyStatuses)),
    check('journeys_ended_at_check', sql`(status = 'running') = (ended_at is null)`),
  ],
)

export const eventKinds = ['viewed', 'started', 'completed', 'skipped', 'dismissed', 'help'] as const

/** What happened in a journey, as it happened. */
export const stepEvents = companyTable(
  'step_events',
  {
    journeyId: uuid().notNull(),
    /** Null: about the whole journey. */
    stepId: uuid(),
    kind: text().notNull(),
    /** Chosen by whoever sends the event: the same one is taken once. */
    eventId: uuid().notNull().default(sql`uuidv7()`),
    occurredAt: instant().notNull().defaultNow(),
    /** Whether the step was done before the journey began. */
    isPrior: boolean().notNull().default(false),
  },
  (table) => [
    foreignKey({
      name: 'step_events_journey_fk',
      columns: [table.tenantId, table.journeyId],
      foreignColumns: [journeys.tenantId, journeys.id],
    }).onDelete('cascade'),
    keyTo(steps, 'step_events_step_fk', [table.tenantId, table.stepId]),
    unique('step_events_event_key').on(table.tenantId, table.journeyId, table.eventId),
    uniqueIndex('step_events_completed_key')
      .on(table.tenantId, table.journeyId, table.stepId)
      .where(sql`kind = 'completed'`),
    index('step_events_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    index('step_events_step_idx').on(table.tenantId, table.stepId, table.kind),
    check('step_events_kind_check', oneOf('kind', eventKinds)),
  ],
)

/** Which step was recommended, out of which, how likely that choice was, and what came of it. */
export const decisions = companyTable(
  'decisions',
  {
    journeyId: uuid().notNull(),
    stepId: uuid().notNull(),
    policy: text().notNull(),
    modelVersion: integer(),
    /** How likely the policy was to choose this step; the others share the rest. */
    propensity: doublePrecision().notNull(),
    /** The numbers that the choice was made from. */
    context: jsonb().$type<Record<string, number>>().notNull(),
    /** Keys of the steps that could be chosen, in their order. */
    eligible: text().array().notNull(),
    /** One sentence for the learner. */
    reason: text().notNull(),
    /** 1: the step was completed; 0: it was not; null: nobody knows yet. */
    reward: smallint(),
    rewardedAt: instant(),
  },
  (table) => [
    foreignKey({
      name: 'decisions_journey_fk',
      columns: [table.tenantId, table.journeyId],
      foreignColumns: [journeys.tenantId, journeys.id],
    }).onDelete('cascade'),
    keyTo(steps, 'decisions_step_fk', [table.tenantId, table.stepId]),
    uniqueIndex('decisions_open_key').on(table.tenantId, table.journeyId).where(sql`reward is null`),
    index('decisions_created_at_idx').on(table.tenantId, table.createdAt, table.id),
    index('decisions_open_idx').on(table.createdAt).where(sql`reward is null`),
    index('decisions_step_idx').on(table.tenantId, table.stepId),
    check('decisions_propensity_check', sql`propensity > 0 and propensity <= 1`),
    check('decisions_reward_check', sql`reward in (0, 1)`),
    check('decisions_rewarded_at_check', sql`(reward is null) = (rewarded_at is null)`),
  ],
)

interface StoredArm {
  inverse: number[]
  sum: number[]
  seen: number
}

interface Validation {
  decisions: number
  brier: number
  brier_of_average: number
  accuracy: number
}

/** What was learned from the decisions of a flow: one linear model for each step. */
export const onboardingModels = companyTable(
  'onboarding_models',
  {
    flowId: uuid().notNull(),
    /** Counts from 1 within the flow. */
    number: integer().notNull(),
    /** How many decisions it was trained on. */
    trainedOn: integer().notNull(),
    features: text().array().notNull(),
    /** By the key of the step. */
    arms: jsonb().$type<Record<string, StoredArm>>().notNull(),
    validation: jsonb().$type<Validation>().notNull(),
  },
  (table) => [
    foreignKey({
      name: 'onboarding_models_flow_fk',
      columns: [table.tenantId, table.flowId],
      foreignColumns: [flows.tenantId, flows.id],
    }).onDelete('cascade'),
    unique('onboarding_models_number_key').on(table.tenantId, table.flowId, table.number),
  ],
)
