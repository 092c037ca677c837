import { decisionOutcomes } from '#src/lib/db/schema/spend/trades.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'
import { currencyScale, inCurrency } from './in-currency.ts'

export const tradeDecisions: Dataset = {
  key: 'trade_decisions',
  label: 'Trade decisions',
  description: 'Every answer of the risk check with all of its checks, refusals too.',
  permission: 'datasets.trade_decisions.read',
  canBeHandedOn: false,
  from: 'trade_decisions d join users u on u.id = d.user_id',
  primaryKey: ['d.id'],
  columns: [
    { key: 'decided_at', label: 'Decided', type: 'timestamp', sql: 'd.decided_at' },
    { key: 'outcome', label: 'Outcome', type: 'text', sql: 'd.outcome' },
    { key: 'code', label: 'Refused as', type: 'text', sql: 'd.code' },
    {
      ...{ key: 'amount', label: 'Amount', type: 'money', scale: currencyScale },
      sql: inCurrency('d.amount', 'd.currency'),
    },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'd.currency' },
    { key: 'category', label: 'Category', type: 'text', sql: 'd.category' },
    { key: 'requested_by', label: 'Requested by', type: 'text', sql: `(u.first_name || ' ' || u.last_name)` },
    { key: 'checks', label: 'Checks', type: 'json', sql: 'd.checks' },
    { key: 'idempotency_key', label: 'Idempotency-Key', type: 'text', sql: 'd.idempotency_key' },
    { key: 'request_id', label: 'Request ID', type: 'text', sql: 'd.request_id' },
    { key: 'trade_id', label: 'Trade ID', type: 'text', sql: 'd.trade_id' },
    { key: 'id', label: 'ID', type: 'text', sql: 'd.id' },
  ],
  filters: [
    searchFilter(
      [{ columns: ['d.category', 'd.request_id', 'd.idempotency_key'] }],
      'Category, request ID or Idempotency-Key',
    ),
    choiceFilter('outcome', 'Outcome', 'd.outcome', decisionOutcomes),
    valuesFilter('currency', 'Currency', 'd.currency'),
    valuesFilter('request_id', 'Request ID', 'd.request_id'),
    ...timestampRange('Decided', 'd.decided_at'),
    idsFilter('d.id'),
  ],
  defaultSort: [{ column: 'decided_at', direction: 'desc' }],
  freshness: { column: 'decided_at', means: 'newest' },
}
