import { deliveryStatuses } from '#src/lib/db/schema/company/purchasing.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { dateRange, numberRange } from '../../definition/ranges.ts'
import { columnsBehind, searchFilter } from '../../definition/search.ts'

const promisedOn = 'coalesce(l.confirmed_on, l.due_on)'
const daysLate = `(d.delivered_on - ${promisedOn})`

export const deliveryLines: Dataset = {
  key: 'delivery_lines',
  label: 'Delivery lines',
  description:
    'Every line of every delivery: how many pieces came how late, and which were rejected and why.',
  permission: 'datasets.delivery_lines.read',
  canBeHandedOn: true,
  from: `delivery_lines n
    join deliveries d on d.tenant_id = n.tenant_id and d.id = n.delivery_id
    join purchase_order_lines l on l.tenant_id = n.tenant_id and l.id = n.order_line_id
    join purchase_orders o on o.tenant_id = d.tenant_id and o.id = d.order_id
    join suppliers s on s.tenant_id = o.tenant_id and s.id = o.supplier_id
    join products p on p.tenant_id = l.tenant_id and p.id = l.product_id`,
  primaryKey: ['n.id'],
  columns: [
    { key: 'delivery_no', label: 'Delivery no.', type: 'text', sql: 'd.delivery_no' },
    { key: 'line_no', label: 'Line', type: 'integer', sql: 'n.line_no', addsUp: false },
    { key: 'order_no', label: 'Order no.', type: 'text', sql: 'o.order_no' },
    { key: 'supplier_no', label: 'Supplier no.', type: 'text', sql: 's.supplier_no' },
    { key: 'supplier_name', label: 'Supplier', type: 'text', sql: 's.name' },
    { key: 'status', label: 'Status', type: 'text', sql: 'd.status' },
    { key: 'delivered_on', label: 'Delivered', type: 'date', sql: 'd.delivered_on' },
    { key: 'promised_on', label: 'Promised for', type: 'date', sql: promisedOn },
    { key: 'days_late', label: 'Days late', type: 'integer', sql: daysLate, addsUp: false },
    { key: 'sku', label: 'SKU', type: 'text', sql: 'p.sku' },
    { key: 'description', label: 'Description', type: 'text', sql: 'l.description' },
    { key: 'quantity', label: 'Pieces', type: 'integer', sql: 'n.quantity' },
    { key: 'rejected', label: 'Rejected', type: 'integer', sql: 'n.rejected' },
    { key: 'accepted', label: 'Accepted', type: 'integer', sql: '(n.quantity - n.rejected)' },
    { key: 'rejection_reason', label: 'Why it was rejected', type: 'text', sql: 'n.rejection_reason' },
    { key: 'created_at', label: 'Entered', type: 'timestamp', sql: 'n.created_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'n.id' },
  ],
  filters: [
    searchFilter(
      [
        columnsBehind('n.delivery_id', { from: 'deliveries d', id: 'd.id', finder: 'search_deliveries' }, [
          'd.delivery_no',
          'd.reference',
        ]),
        { columns: ['o.order_no', 'p.sku', 'p.name'] },
      ],
      'Delivery no., order no., SKU or product',
    ),
    choiceFilter('status', 'Status', 'd.status', deliveryStatuses),
    ...dateRange('Delivered', 'd.delivered_on'),
    ...numberRange('days_late', 'Days late', daysLate),
    ...numberRange('rejected', 'Rejected', 'n.rejected'),
    valuesFilter('supplier_no', 'Supplier no.', 's.supplier_no'),
    valuesFilter('order_no', 'Order no.', 'o.order_no'),
    valuesFilter('sku', 'SKU', 'p.sku'),
    idsFilter('n.id'),
  ],
  defaultSort: [
    { column: 'delivered_on', direction: 'desc' },
    { column: 'delivery_no', direction: 'desc' },
    { column: 'line_no', direction: 'asc' },
  ],
  freshness: { column: 'delivered_on', means: 'newest' },
}
