import { sql } from 'drizzle-orm'
import { check, date, index, integer, numeric, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { oneOf } from '../checks.ts'
import { companyTable } from './company-table.ts'

export const campaignStatuses = ['planned', 'running', 'finished', 'cancelled'] as const

export const campaignChannels = ['email', 'search', 'social', 'print', 'event'] as const

/** An effort of marketing with what it cost and what it brought. */
export const campaigns = companyTable(
  'campaigns',
  {
    campaignNo: text().notNull(),
    name: text().notNull(),
    channel: text().notNull(),
    status: text().notNull().default('planned'),
    startsOn: date().notNull(),
    endsOn: date().notNull(),
    /** What it advertises, and where. */
    category: text(),
    region: text(),
    budget: numeric({ precision: 14, scale: 2 }).notNull(),
    spent: numeric({ precision: 14, scale: 2 }).notNull().default('0'),
    currency: text().notNull(),
    impressions: integer().notNull().default(0),
    clicks: integer().notNull().default(0),
    /** Orders and their amount that came of it. */
    orders: integer().notNull().default(0),
    revenue: numeric({ precision: 14, scale: 2 }).notNull().default('0'),
    notes: text(),
  },
  (table) => [
    uniqueIndex('campaigns_campaign_no_key').on(table.tenantId, table.campaignNo),
    index('campaigns_starts_on_idx').on(table.tenantId, table.startsOn, table.id),
    index('campaigns_status_idx').on(table.tenantId, table.status),
    check('campaigns_status_check', oneOf('status', campaignStatuses)),
    check('campaigns_channel_check', oneOf('channel', campaignChannels)),
    check('campaigns_ends_on_check', sql`ends_on >= starts_on`),
    check(
      'campaigns_clicks_check',
      sql`impressions >= 0 and clicks between 0 and impressions and orders >= 0`,
    ),
    check('campaigns_money_check', sql`budget >= 0 and spent >= 0 and revenue >= 0`),
  ],
)
