import { movementKinds } from '#src/lib/db/schema/company/stock.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { numberRange, timestampRange } from '../../definition/ranges.ts'
import { columnsBehind, indexedColumns, searchFilter } from '../../definition/search.ts'

/** Of one kind, unless it was reversed. */
const posted = (kind: string, sql: string) => `case when m.kind = '${kind}' and not exists (
  select from stock_movements r where r.tenant_id = m.tenant_id and r.reverses_id = m.id) then ${sql} else 0 end`

export const stockMovements: Dataset = {
  key: 'stock_movements',
  label: 'Stock movements',
  description: 'The ledger of stock: every receipt, issue, transfer, count and correction, with its balance.',
  permission: 'datasets.stock_movements.read',
  canBeHandedOn: true,
  from: `stock_movements m join products p on p.tenant_id = m.tenant_id and p.id = m.product_id
    join locations l on l.tenant_id = m.tenant_id and l.id = m.location_id`,
  primaryKey: ['m.id'],
  columns: [
    { key: 'posted_at', label: 'Posted', type: 'timestamp', sql: 'm.posted_at' },
    { key: 'sku', label: 'SKU', type: 'text', sql: 'p.sku' },
    { key: 'product_name', label: 'Product', type: 'text', sql: 'p.name' },
    { key: 'location', label: 'Location', type: 'text', sql: 'l.name' },
    { key: 'kind', label: 'Kind', type: 'text', sql: 'm.kind' },
    { key: 'quantity', label: 'Quantity', type: 'integer', sql: 'm.quantity' },
    {
      key: 'balance_after',
      label: 'Balance after',
      type: 'integer',
      sql: 'm.balance_after',
      addsUp: false,
    },
    { key: 'seq', label: 'No. in the level', type: 'integer', sql: 'm.seq', addsUp: false },
    { key: 'unit_cost', label: 'Unit cost', type: 'money', scale: 4, sql: 'm.unit_cost', addsUp: false },
    { key: 'reason', label: 'Reason', type: 'text', sql: 'm.reason' },
    { key: 'reference', label: 'Reference', type: 'text', sql: 'm.reference' },
    { key: 'occurred_at', label: 'Occurred', type: 'timestamp', sql: 'm.occurred_at' },
    { key: 'reverses_id', label: 'Reverses', type: 'text', sql: 'm.reverses_id' },
    { key: 'id', label: 'ID', type: 'text', sql: 'm.id' },
  ],
  filters: [
    searchFilter(
      [
        indexedColumns('m.id', 'search_stock_movements', ['m.reference', 'm.reason']),
        columnsBehind('m.product_id', { from: 'products p', id: 'p.id', finder: 'search_products' }, [
          'p.sku',
          'p.name',
        ]),
      ],
      'SKU, product, reference or reason',
    ),
    choiceFilter('kind', 'Kind', 'm.kind', movementKinds),
    ...timestampRange('Posted', 'm.posted_at'),
    ...numberRange('quantity', 'Quantity', 'm.quantity'),
    valuesFilter('location', 'Location', 'l.name'),
    valuesFilter('sku', 'SKU', 'p.sku'),
    valuesFilter('reference', 'Reference', 'm.reference'),
    idsFilter('m.id'),
  ],
  defaultSort: [{ column: 'posted_at', direction: 'desc' }],
  freshness: { column: 'posted_at', means: 'newest' },
  series: {
    time: 'm.posted_at',
    measures: [
      {
        key: 'issued',
        label: 'Units issued',
        unit: 'pieces',
        sql: posted('issue', '-m.quantity'),
        canBeNegative: false,
        isDemand: true,
      },
      {
        key: 'received',
        label: 'Units received',
        unit: 'pieces',
        sql: posted('receipt', 'm.quantity'),
        canBeNegative: false,
      },
    ],
    keys: [
      { key: 'item', label: 'Item', sql: 'm.product_id', name: 'p.sku' },
      { key: 'location', label: 'Location', sql: 'l.name' },
      { key: 'category', label: 'Category', sql: 'p.category' },
    ],
  },
}
