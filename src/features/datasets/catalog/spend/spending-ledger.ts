import { entryKinds } from '#src/lib/db/schema/spend/trades.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'
import { currencyScale, inCurrency } from './in-currency.ts'

const amount = (column: string) => inCurrency(column, 'l.currency')

export const spendingLedger: Dataset = {
  key: 'spending_ledger',
  label: 'Spending ledger',
  description: 'Every cent that was held, owed or given back, numbered and chained by hashes.',
  permission: 'datasets.spending_ledger.read',
  canBeHandedOn: false,
  from: 'spending_ledger l left join users u on u.id = l.actor_id',
  primaryKey: ['l.id'],
  columns: [
    { key: 'currency', label: 'Currency', type: 'text', sql: 'l.currency' },
    { key: 'entry_no', label: 'Entry no.', type: 'integer', sql: 'l.entry_no', addsUp: false },
    { key: 'recorded_at', label: 'Recorded', type: 'timestamp', sql: 'l.recorded_at' },
    { key: 'kind', label: 'Kind', type: 'text', sql: 'l.kind' },
    { key: 'held', label: 'Held', type: 'money', scale: currencyScale, sql: amount('l.reserved_delta') },
    { key: 'owed', label: 'Owed', type: 'money', scale: currencyScale, sql: amount('l.settled_delta') },
    { key: 'reason', label: 'Reason', type: 'text', sql: 'l.reason' },
    { key: 'actor', label: 'By', type: 'text', sql: `(u.first_name || ' ' || u.last_name)` },
    { key: 'request_id', label: 'Request ID', type: 'text', sql: 'l.request_id' },
    { key: 'trade_id', label: 'Trade ID', type: 'text', sql: 'l.trade_id' },
    { key: 'decision_id', label: 'Decision ID', type: 'text', sql: 'l.decision_id' },
    { key: 'counters', label: 'Counters', type: 'text', sql: `array_to_string(l.charged, ' ')` },
    { key: 'hash', label: 'Hash', type: 'text', sql: 'l.hash' },
    { key: 'id', label: 'ID', type: 'text', sql: 'l.id' },
  ],
  filters: [
    searchFilter([{ columns: ['l.reason', 'l.request_id'] }], 'Reason or request ID'),
    valuesFilter('currency', 'Currency', 'l.currency'),
    choiceFilter('kind', 'Kind', 'l.kind', entryKinds),
    valuesFilter('request_id', 'Request ID', 'l.request_id'),
    ...timestampRange('Recorded', 'l.recorded_at'),
    idsFilter('l.id'),
  ],
  defaultSort: [
    { column: 'recorded_at', direction: 'desc' },
    { column: 'entry_no', direction: 'desc' },
  ],
  freshness: { column: 'recorded_at', means: 'newest' },
}
