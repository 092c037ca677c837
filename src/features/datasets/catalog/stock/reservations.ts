import { reservationStatuses } from '#src/lib/db/schema/company/stock.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { timestampRange } from '../../definition/ranges.ts'
import { columnsBehind, indexedColumns, searchFilter } from '../../definition/search.ts'

export const reservations: Dataset = {
  key: 'reservations',
  label: 'Reservations',
  description: 'Stock promised to orders and people: how much, until when, and what became of it.',
  permission: 'datasets.reservations.read',
  canBeHandedOn: true,
  from: `stock_reservations r join products p on p.tenant_id = r.tenant_id and p.id = r.product_id
    join locations l on l.tenant_id = r.tenant_id and l.id = r.location_id`,
  primaryKey: ['r.id'],
  columns: [
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'r.created_at' },
    { key: 'sku', label: 'SKU', type: 'text', sql: 'p.sku' },
    { key: 'product_name', label: 'Product', type: 'text', sql: 'p.name' },
    { key: 'location', label: 'Location', type: 'text', sql: 'l.name' },
    { key: 'status', label: 'Status', type: 'text', sql: 'r.status' },
    { key: 'quantity', label: 'Quantity', type: 'integer', sql: 'r.quantity' },
    { key: 'open_quantity', label: 'Open', type: 'integer', sql: 'r.open_quantity' },
    { key: 'reference', label: 'Reference', type: 'text', sql: 'r.reference' },
    { key: 'expires_at', label: 'Expires', type: 'timestamp', sql: 'r.expires_at' },
    { key: 'ended_at', label: 'Ended', type: 'timestamp', sql: 'r.ended_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'r.id' },
  ],
  filters: [
    searchFilter(
      [
        indexedColumns('r.id', 'search_stock_reservations', ['r.reference']),
        columnsBehind('r.product_id', { from: 'products p', id: 'p.id', finder: 'search_products' }, [
          'p.sku',
          'p.name',
        ]),
      ],
      'SKU, product or reference',
    ),
    choiceFilter('status', 'Status', 'r.status', reservationStatuses),
    ...timestampRange('Created', 'r.created_at'),
    valuesFilter('location', 'Location', 'l.name'),
    valuesFilter('sku', 'SKU', 'p.sku'),
    valuesFilter('reference', 'Reference', 'r.reference'),
    idsFilter('r.id'),
  ],
  defaultSort: [{ column: 'created_at', direction: 'desc' }],
  freshness: { column: 'created_at', means: 'newest' },
}
