import { limitPeriods, limitScopes } from '#src/lib/db/schema/spend/limits.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { dateRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'
import { currencyScale, inCurrency } from './in-currency.ts'

const amount = (expression: string) => inCurrency(expression, 'b.currency')
const cap = 'spend_cap(b, c.period)'

export const budgetUsage: Dataset = {
  key: 'budget_usage',
  label: 'Budget usage',
  description: 'What each budget has committed in each of its periods, and the room that is left.',
  permission: 'datasets.budget_usage.read',
  canBeHandedOn: false,
  from: `budget_counters c
    join budget_limits b on b.tenant_id = c.tenant_id and b.id = c.limit_id
    left join users u on b.scope = 'user' and u.id::text = b.subject
    left join suppliers s on b.scope = 'supplier' and s.tenant_id = b.tenant_id and s.id::text = b.subject`,
  primaryKey: ['c.id'],
  columns: [
    { key: 'scope', label: 'Budget of', type: 'text', sql: 'b.scope' },
    {
      ...{ key: 'subject', label: 'Name', type: 'text' },
      sql: `case b.scope when 'user' then u.first_name || ' ' || u.last_name when 'supplier' then s.name else b.subject end`,
    },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'b.currency' },
    { key: 'period', label: 'Period', type: 'text', sql: 'c.period' },
    { key: 'starts_on', label: 'From', type: 'date', sql: 'c.starts_on' },
    {
      key: 'held',
      label: 'Held',
      type: 'money',
      scale: currencyScale,
      sql: amount('c.reserved'),
      addsUp: false,
    },
    {
      key: 'owed',
      label: 'Owed',
      type: 'money',
      scale: currencyScale,
      sql: amount('c.settled'),
      addsUp: false,
    },
    { key: 'cap', label: 'Cap now', type: 'money', scale: currencyScale, sql: amount(cap), addsUp: false },
    {
      ...{ key: 'room', label: 'Room', type: 'money', scale: currencyScale, addsUp: false },
      sql: amount(`greatest(${cap} - c.reserved - c.settled, case when ${cap} is not null then 0 end)`),
    },
    { key: 'is_active', label: 'In force', type: 'boolean', sql: 'b.is_active' },
    { key: 'time_zone', label: 'Time zone', type: 'text', sql: 'b.time_zone' },
    { key: 'limit_id', label: 'Budget ID', type: 'text', sql: 'b.id' },
    { key: 'id', label: 'ID', type: 'text', sql: 'c.id' },
  ],
  filters: [
    searchFilter([{ columns: ['b.subject', 's.name', 'u.first_name', 'u.last_name'] }], 'Name'),
    valuesFilter('currency', 'Currency', 'b.currency'),
    choiceFilter('scope', 'Budget of', 'b.scope', limitScopes),
    choiceFilter('counted_by', 'Counted by', 'c.period', limitPeriods),
    ...dateRange('From', 'c.starts_on'),
    idsFilter('c.id'),
  ],
  defaultSort: [{ column: 'starts_on', direction: 'desc' }],
  freshness: { column: 'starts_on', means: 'newest' },
}
