import { adapterKinds, tradeStatuses } from '#src/lib/db/schema/spend/trades.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'
import { currencyScale, inCurrency } from './in-currency.ts'

const amount = (column: string) => inCurrency(column, 't.currency')

export const trades: Dataset = {
  key: 'trades',
  label: 'Trades',
  description: 'Every purchase that passed the budgets, with what is held and owed for it.',
  permission: 'datasets.trades.read',
  canBeHandedOn: false,
  from: `trades t
    join users r on r.id = t.requested_by
    left join users a on a.id = t.approved_by
    left join suppliers s on s.tenant_id = t.tenant_id and s.id = t.supplier_id`,
  primaryKey: ['t.id'],
  columns: [
    { key: 'created_at', label: 'Requested', type: 'timestamp', sql: 't.created_at' },
    { key: 'status', label: 'Status', type: 'text', sql: 't.status' },
    { key: 'reason', label: 'Reason', type: 'text', sql: 't.reason' },
    { key: 'kind', label: 'Kind', type: 'text', sql: 't.instrument_kind' },
    { key: 'bought', label: 'Bought', type: 'text', sql: 't.instrument_id' },
    { key: 'quantity', label: 'Quantity', type: 'integer', sql: 't.quantity', addsUp: false },
    { key: 'amount', label: 'Amount', type: 'money', scale: currencyScale, sql: amount('t.amount') },
    { key: 'reserved', label: 'Held', type: 'money', scale: currencyScale, sql: amount('t.reserved') },
    { key: 'settled', label: 'Owed', type: 'money', scale: currencyScale, sql: amount('t.settled') },
    { key: 'currency', label: 'Currency', type: 'text', sql: 't.currency' },
    { key: 'supplier_name', label: 'Supplier', type: 'text', sql: 's.name' },
    { key: 'category', label: 'Category', type: 'text', sql: 't.category' },
    { key: 'requested_by', label: 'Requested by', type: 'text', sql: `(r.first_name || ' ' || r.last_name)` },
    { key: 'approved_by', label: 'Approved by', type: 'text', sql: `(a.first_name || ' ' || a.last_name)` },
    { key: 'adapter', label: 'Placed by', type: 'text', sql: 't.adapter' },
    { key: 'external_ref', label: 'Placed as', type: 'text', sql: 't.external_ref' },
    { key: 'request_id', label: 'Request ID', type: 'text', sql: 't.request_id' },
    { key: 'expires_at', label: 'Held until', type: 'timestamp', sql: 't.expires_at' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 't.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 't.id' },
  ],
  filters: [
    searchFilter([{ columns: ['t.instrument_id', 's.name', 't.category'] }], 'Bought, supplier or category'),
    choiceFilter('status', 'Status', 't.status', tradeStatuses),
    valuesFilter('currency', 'Currency', 't.currency'),
    choiceFilter('adapter', 'Placed by', 't.adapter', adapterKinds),
    ...timestampRange('Requested', 't.created_at'),
    idsFilter('t.id'),
  ],
  defaultSort: [{ column: 'created_at', direction: 'desc' }],
  freshness: { column: 'updated_at', means: 'changed' },
  pages: { row: '/spend/trades/' },
}
