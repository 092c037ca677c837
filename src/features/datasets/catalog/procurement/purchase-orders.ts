import { orderStatuses } from '#src/lib/db/schema/company/purchasing.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { amountRange, timestampRange } from '../../definition/ranges.ts'
import { columnsBehind, indexedColumns, searchFilter } from '../../definition/search.ts'

const ofLines = (value: string) =>
  `(select ${value} from purchase_order_lines n where n.tenant_id = o.tenant_id and n.order_id = o.id)`

const nextDue = ofLines(
  `min(coalesce(n.confirmed_on, n.due_on)) filter (where n.received < n.quantity and o.status in ('sent', 'partially_received'))`,
)

export const purchaseOrders: Dataset = {
  key: 'purchase_orders',
  label: 'Purchase orders',
  description: 'Every order with its supplier, state, total and what has arrived of it.',
  permission: 'datasets.purchase_orders.read',
  canBeHandedOn: true,
  from: `purchase_orders o
    join suppliers s on s.tenant_id = o.tenant_id and s.id = o.supplier_id
    join locations l on l.tenant_id = o.tenant_id and l.id = o.location_id
    join users c on c.id = o.created_by
    left join users a on a.id = o.approved_by`,
  primaryKey: ['o.id'],
  columns: [
    { key: 'order_no', label: 'Order no.', type: 'text', sql: 'o.order_no' },
    { key: 'supplier_no', label: 'Supplier no.', type: 'text', sql: 's.supplier_no' },
    { key: 'supplier_name', label: 'Supplier', type: 'text', sql: 's.name' },
    { key: 'status', label: 'Status', type: 'text', sql: 'o.status' },
    { key: 'total', label: 'Total', type: 'money', scale: 3, sql: 'o.total' },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'o.currency' },
    { key: 'next_due', label: 'Next due', type: 'date', sql: nextDue },
    { key: 'lines', label: 'Lines', type: 'integer', sql: ofLines('count(*)::integer') },
    { key: 'ordered', label: 'Pieces ordered', type: 'integer', sql: ofLines('sum(n.quantity)') },
    { key: 'received', label: 'Pieces received', type: 'integer', sql: ofLines('sum(n.received)') },
    { key: 'rejected', label: 'Pieces rejected', type: 'integer', sql: ofLines('sum(n.rejected)') },
    { key: 'location', label: 'Deliver to', type: 'text', sql: 'l.name' },
    { key: 'reference', label: 'Reference', type: 'text', sql: 'o.reference' },
    { key: 'notes', label: 'Notes', type: 'text', sql: 'o.notes' },
    { key: 'created_by', label: 'Created by', type: 'text', sql: `(c.first_name || ' ' || c.last_name)` },
    { key: 'approved_by', label: 'Approved by', type: 'text', sql: `(a.first_name || ' ' || a.last_name)` },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'o.created_at' },
    { key: 'submitted_at', label: 'Submitted', type: 'timestamp', sql: 'o.submitted_at' },
    { key: 'approved_at', label: 'Approved', type: 'timestamp', sql: 'o.approved_at' },
    { key: 'sent_at', label: 'Sent', type: 'timestamp', sql: 'o.sent_at' },
    { key: 'confirmed_at', label: 'Confirmed', type: 'timestamp', sql: 'o.confirmed_at' },
    { key: 'ended_at', label: 'Ended', type: 'timestamp', sql: 'o.ended_at' },
    { key: 'end_reason', label: 'Why it ended', type: 'text', sql: 'o.end_reason' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'o.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'o.id' },
  ],
  filters: [
    searchFilter(
      [
        indexedColumns('o.id', 'search_purchase_orders', ['o.order_no', 'o.reference']),
        columnsBehind('o.supplier_id', { from: 'suppliers s', id: 's.id' }, ['s.supplier_no', 's.name']),
      ],
      'Order no., reference or supplier',
    ),
    choiceFilter('status', 'Status', 'o.status', orderStatuses),
    ...timestampRange('Created', 'o.created_at'),
    ...amountRange('Total', 'o.total'),
    valuesFilter('supplier_no', 'Supplier no.', 's.supplier_no'),
    valuesFilter('currency', 'Currency', 'o.currency'),
    valuesFilter('order_no', 'Order no.', 'o.order_no'),
    idsFilter('o.id'),
  ],
  defaultSort: [{ column: 'created_at', direction: 'desc' }],
  freshness: { column: 'created_at', means: 'newest' },
  pages: {
    row: '/orders/',
    add: { href: '/orders/new', label: 'New order', permission: 'orders.write' },
  },
}
