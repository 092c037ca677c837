import { campaignChannels, campaignStatuses } from '#src/lib/db/schema/company/campaigns.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { amountRange, dateRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

const clickRate = '(m.clicks::numeric / nullif(m.impressions, 0))'
const costPerOrder = '(m.spent / nullif(m.orders, 0))'

export const marketing: Dataset = {
  key: 'marketing',
  label: 'Marketing',
  description: 'Every campaign with its channel, dates, budget, cost and results.',
  permission: 'datasets.marketing.read',
  canBeHandedOn: true,
  from: 'campaigns m',
  primaryKey: ['m.id'],
  columns: [
    { key: 'campaign_no', label: 'Campaign no.', type: 'text', sql: 'm.campaign_no' },
    { key: 'name', label: 'Campaign', type: 'text', sql: 'm.name' },
    { key: 'channel', label: 'Channel', type: 'text', sql: 'm.channel' },
    { key: 'status', label: 'Status', type: 'text', sql: 'm.status' },
    { key: 'starts_on', label: 'Starts on', type: 'date', sql: 'm.starts_on' },
    { key: 'ends_on', label: 'Ends on', type: 'date', sql: 'm.ends_on' },
    { key: 'category', label: 'Category', type: 'text', sql: 'm.category' },
    { key: 'region', label: 'Region', type: 'text', sql: 'm.region' },
    { key: 'budget', label: 'Budget', type: 'money', scale: 2, sql: 'm.budget' },
    { key: 'spent', label: 'Spent', type: 'money', scale: 2, sql: 'm.spent' },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'm.currency' },
    { key: 'impressions', label: 'Impressions', type: 'integer', sql: 'm.impressions' },
    { key: 'clicks', label: 'Clicks', type: 'integer', sql: 'm.clicks' },
    {
      key: 'click_rate',
      label: 'Click rate',
      type: 'decimal',
      scale: 4,
      sql: `round(${clickRate}, 4)`,
      addsUp: false,
    },
    { key: 'orders', label: 'Orders', type: 'integer', sql: 'm.orders' },
    { key: 'revenue', label: 'Revenue', type: 'money', scale: 2, sql: 'm.revenue' },
    {
      key: 'cost_per_order',
      label: 'Cost per order',
      type: 'money',
      scale: 2,
      sql: `round(${costPerOrder}, 2)`,
      addsUp: false,
    },
    { key: 'notes', label: 'Notes', type: 'text', sql: 'm.notes' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'm.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'm.id' },
  ],
  filters: [
    searchFilter(
      [{ columns: ['m.campaign_no', 'm.name', 'm.category', 'm.region'] }],
      'Campaign, category or region',
    ),
    choiceFilter('status', 'Status', 'm.status', campaignStatuses),
    ...dateRange('Start', 'm.starts_on'),
    ...amountRange('Spent', 'm.spent'),
    choiceFilter('channel', 'Channel', 'm.channel', campaignChannels),
    valuesFilter('category', 'Category', 'm.category'),
    valuesFilter('region', 'Region', 'm.region'),
    valuesFilter('currency', 'Currency', 'm.currency'),
    valuesFilter('campaign_no', 'Campaign no.', 'm.campaign_no'),
    idsFilter('m.id'),
  ],
  defaultSort: [{ column: 'starts_on', direction: 'desc' }],
  freshness: { column: 'updated_at', means: 'changed' },
}
