import { alertKinds, alertSeverities } from '#src/lib/db/schema/spend/limits.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter } from '../../definition/filters.ts'
import { timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'
import { currencyScale, inCurrency } from './in-currency.ts'

const amount = (column: string) => inCurrency(column, 'a.currency')

export const riskAlerts: Dataset = {
  key: 'risk_alerts',
  label: 'Risk alerts',
  description: 'Budgets that were nearly used up and money that did not add up, with who saw to it.',
  permission: 'datasets.risk_alerts.read',
  canBeHandedOn: false,
  from: 'risk_alerts a left join users u on u.id = a.acknowledged_by',
  primaryKey: ['a.id'],
  columns: [
    { key: 'created_at', label: 'Raised', type: 'timestamp', sql: 'a.created_at' },
    { key: 'severity', label: 'Severity', type: 'text', sql: 'a.severity' },
    { key: 'kind', label: 'Kind', type: 'text', sql: 'a.kind' },
    { key: 'message', label: 'Message', type: 'text', sql: 'a.message' },
    { key: 'threshold', label: 'Threshold in %', type: 'integer', sql: 'a.threshold', addsUp: false },
    {
      key: 'committed',
      label: 'Committed',
      type: 'money',
      scale: currencyScale,
      sql: amount('a.value'),
      addsUp: false,
    },
    { key: 'cap', label: 'Cap', type: 'money', scale: currencyScale, sql: amount('a.cap'), addsUp: false },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'a.currency' },
    { key: 'acknowledged_at', label: 'Acknowledged', type: 'timestamp', sql: 'a.acknowledged_at' },
    { key: 'acknowledged_by', label: 'By', type: 'text', sql: `(u.first_name || ' ' || u.last_name)` },
    { key: 'note', label: 'Note', type: 'text', sql: 'a.note' },
    { key: 'limit_id', label: 'Budget ID', type: 'text', sql: 'a.limit_id' },
    { key: 'id', label: 'ID', type: 'text', sql: 'a.id' },
  ],
  filters: [
    searchFilter([{ columns: ['a.message', 'a.note'] }], 'Message or note'),
    choiceFilter('severity', 'Severity', 'a.severity', alertSeverities),
    choiceFilter('kind', 'Kind', 'a.kind', alertKinds),
    ...timestampRange('Raised', 'a.created_at'),
    idsFilter('a.id'),
  ],
  defaultSort: [{ column: 'created_at', direction: 'desc' }],
  freshness: { column: 'created_at', means: 'newest' },
}
