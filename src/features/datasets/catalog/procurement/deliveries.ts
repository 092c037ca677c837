import { deliveryStatuses } from '#src/lib/db/schema/company/purchasing.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { dateRange } from '../../definition/ranges.ts'
import { columnsBehind, indexedColumns, searchFilter } from '../../definition/search.ts'

const ofLines = (value: string) =>
  `(select ${value} from delivery_lines n where n.tenant_id = d.tenant_id and n.delivery_id = d.id)`

export const deliveries: Dataset = {
  key: 'deliveries',
  label: 'Deliveries',
  description:
    'Every delivery with its order, the day it arrived, and how many pieces were accepted or rejected.',
  permission: 'datasets.deliveries.read',
  canBeHandedOn: true,
  from: `deliveries d
    join purchase_orders o on o.tenant_id = d.tenant_id and o.id = d.order_id
    join suppliers s on s.tenant_id = o.tenant_id and s.id = o.supplier_id
    join locations l on l.tenant_id = d.tenant_id and l.id = d.location_id
    join users c on c.id = d.created_by`,
  primaryKey: ['d.id'],
  columns: [
    { key: 'delivery_no', label: 'Delivery no.', type: 'text', sql: 'd.delivery_no' },
    { key: 'order_no', label: 'Order no.', type: 'text', sql: 'o.order_no' },
    { key: 'supplier_no', label: 'Supplier no.', type: 'text', sql: 's.supplier_no' },
    { key: 'supplier_name', label: 'Supplier', type: 'text', sql: 's.name' },
    { key: 'status', label: 'Status', type: 'text', sql: 'd.status' },
    { key: 'delivered_on', label: 'Delivered', type: 'date', sql: 'd.delivered_on' },
    { key: 'location', label: 'Location', type: 'text', sql: 'l.name' },
    { key: 'reference', label: 'Supplier’s note no.', type: 'text', sql: 'd.reference' },
    { key: 'lines', label: 'Lines', type: 'integer', sql: ofLines('count(*)::integer') },
    { key: 'pieces', label: 'Pieces', type: 'integer', sql: ofLines('sum(n.quantity)') },
    { key: 'rejected', label: 'Rejected', type: 'integer', sql: ofLines('sum(n.rejected)') },
    { key: 'notes', label: 'Notes', type: 'text', sql: 'd.notes' },
    { key: 'created_by', label: 'Entered by', type: 'text', sql: `(c.first_name || ' ' || c.last_name)` },
    { key: 'created_at', label: 'Entered', type: 'timestamp', sql: 'd.created_at' },
    { key: 'reversed_at', label: 'Reversed', type: 'timestamp', sql: 'd.reversed_at' },
    { key: 'reversal_reason', label: 'Why it was reversed', type: 'text', sql: 'd.reversal_reason' },
    { key: 'id', label: 'ID', type: 'text', sql: 'd.id' },
  ],
  filters: [
    searchFilter(
      [
        indexedColumns('d.id', 'search_deliveries', ['d.delivery_no', 'd.reference']),
        columnsBehind(
          'd.order_id',
          { from: 'purchase_orders o', id: 'o.id', finder: 'search_purchase_orders' },
          ['o.order_no'],
        ),
      ],
      'Delivery no., order no. or supplier’s note no.',
    ),
    choiceFilter('status', 'Status', 'd.status', deliveryStatuses),
    ...dateRange('Delivered', 'd.delivered_on'),
    valuesFilter('supplier_no', 'Supplier no.', 's.supplier_no'),
    valuesFilter('order_no', 'Order no.', 'o.order_no'),
    valuesFilter('location', 'Location', 'l.name'),
    idsFilter('d.id'),
  ],
  defaultSort: [
    { column: 'delivered_on', direction: 'desc' },
    { column: 'delivery_no', direction: 'desc' },
  ],
  freshness: { column: 'created_at', means: 'newest' },
  pages: { row: '/deliveries/' },
}
