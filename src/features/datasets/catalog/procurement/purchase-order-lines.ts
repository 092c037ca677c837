import { orderStatuses } from '#src/lib/db/schema/company/purchasing.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, flagFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { amountRange, dateRange } from '../../definition/ranges.ts'
import { columnsBehind, searchFilter } from '../../definition/search.ts'

const open = `(case when o.status in ('sent', 'partially_received') then greatest(l.quantity - l.received, 0) else 0 end)`

export const purchaseOrderLines: Dataset = {
  key: 'purchase_order_lines',
  label: 'Purchase order lines',
  description: 'Every line of every order: what was ordered for which day, and what came in time.',
  permission: 'datasets.purchase_order_lines.read',
  canBeHandedOn: true,
  from: `purchase_order_lines l
    join purchase_orders o on o.tenant_id = l.tenant_id and o.id = l.order_id
    join purchase_line_results r on r.tenant_id = l.tenant_id and r.order_line_id = l.id
    join suppliers s on s.tenant_id = o.tenant_id and s.id = o.supplier_id
    join products p on p.tenant_id = l.tenant_id and p.id = l.product_id`,
  primaryKey: ['l.id'],
  columns: [
    { key: 'order_no', label: 'Order no.', type: 'text', sql: 'o.order_no' },
    { key: 'line_no', label: 'Line', type: 'integer', sql: 'l.line_no', addsUp: false },
    { key: 'supplier_no', label: 'Supplier no.', type: 'text', sql: 's.supplier_no' },
    { key: 'supplier_name', label: 'Supplier', type: 'text', sql: 's.name' },
    { key: 'status', label: 'Order status', type: 'text', sql: 'o.status' },
    { key: 'sku', label: 'SKU', type: 'text', sql: 'p.sku' },
    { key: 'description', label: 'Description', type: 'text', sql: 'l.description' },
    { key: 'supplier_sku', label: 'Supplier’s SKU', type: 'text', sql: 'l.supplier_sku' },
    { key: 'quantity', label: 'Quantity', type: 'integer', sql: 'l.quantity' },
    { key: 'price', label: 'Price', type: 'money', scale: 4, sql: 'l.price', addsUp: false },
    { key: 'amount', label: 'Amount', type: 'money', scale: 4, sql: '(l.price * l.quantity)' },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'o.currency' },
    { key: 'due_on', label: 'Due', type: 'date', sql: 'l.due_on' },
    { key: 'confirmed_on', label: 'Confirmed for', type: 'date', sql: 'l.confirmed_on' },
    { key: 'promised_on', label: 'Promised for', type: 'date', sql: 'r.promised_on' },
    { key: 'received', label: 'Received', type: 'integer', sql: 'l.received' },
    { key: 'rejected', label: 'Rejected', type: 'integer', sql: 'l.rejected' },
    { key: 'open', label: 'Still to come', type: 'integer', sql: open },
    { key: 'accepted_in_time', label: 'Accepted in time', type: 'integer', sql: 'r.accepted_in_time' },
    { key: 'on_time_in_full', label: 'On time in full', type: 'boolean', sql: 'r.is_on_time_in_full' },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'l.created_at' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'l.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'l.id' },
  ],
  filters: [
    searchFilter(
      [
        columnsBehind(
          'l.order_id',
          { from: 'purchase_orders o', id: 'o.id', finder: 'search_purchase_orders' },
          ['o.order_no'],
        ),
        columnsBehind('l.product_id', { from: 'products p', id: 'p.id', finder: 'search_products' }, [
          'p.sku',
          'p.name',
        ]),
      ],
      'Order no., SKU or product',
    ),
    choiceFilter('status', 'Order status', 'o.status', orderStatuses),
    ...dateRange('Promised for', 'r.promised_on'),
    ...amountRange('Amount', '(l.price * l.quantity)'),
    flagFilter('on_time_in_full', 'On time in full', 'r.is_on_time_in_full', {
      yes: 'All of it was accepted by the promised day',
      no: 'Not all of it was accepted by the promised day',
    }),
    valuesFilter('order_no', 'Order no.', 'o.order_no'),
    valuesFilter('supplier_no', 'Supplier no.', 's.supplier_no'),
    valuesFilter('sku', 'SKU', 'p.sku'),
    valuesFilter('currency', 'Currency', 'o.currency'),
    idsFilter('l.id'),
  ],
  defaultSort: [
    { column: 'due_on', direction: 'desc' },
    { column: 'order_no', direction: 'desc' },
    { column: 'line_no', direction: 'asc' },
  ],
  freshness: { column: 'updated_at', means: 'changed' },
}
