import { demandMethods } from '#src/lib/db/schema/company/reorder.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { dateRange, numberRange } from '../../definition/ranges.ts'
import { columnsBehind, searchFilter } from '../../definition/search.ts'

export const reorderSuggestions: Dataset = {
  key: 'reorder_suggestions',
  label: 'Reorder suggestions',
  description: 'Items that need an order: when they run out, how many to order, and of whom.',
  permission: 'datasets.reorder_suggestions.read',
  canBeHandedOn: true,
  from: `item_outlooks o
    join products p on p.tenant_id = o.tenant_id and p.id = o.product_id and p.status = 'active' and o.quantity > 0
    left join suppliers s on s.tenant_id = o.tenant_id and s.id = o.supplier_id`,
  primaryKey: ['o.id'],
  columns: [
    { key: 'sku', label: 'SKU', type: 'text', sql: 'p.sku' },
    { key: 'product_name', label: 'Product', type: 'text', sql: 'p.name' },
    { key: 'category', label: 'Category', type: 'text', sql: 'p.category' },
    { key: 'run_out_on', label: 'Runs out', type: 'date', sql: 'o.run_out_on' },
    { key: 'quantity', label: 'To order', type: 'integer', sql: 'o.quantity' },
    { key: 'unit', label: 'Unit', type: 'text', sql: 'p.unit' },
    { key: 'available', label: 'Available', type: 'integer', sql: 'o.available' },
    { key: 'on_order', label: 'On order', type: 'integer', sql: 'o.on_order' },
    { key: 'planned', label: 'In unsent orders', type: 'integer', sql: 'o.planned' },
    { key: 'method', label: 'Demand from', type: 'text', sql: 'o.method' },
    {
      ...{ key: 'demand_p50', label: 'Demand over lead time, p50', type: 'decimal', scale: 1 },
      sql: 'round(o.demand_p50::numeric, 1)',
    },
    {
      ...{ key: 'demand_p90', label: 'Demand over lead time, p90', type: 'decimal', scale: 1, addsUp: false },
      sql: 'round(o.demand_p90::numeric, 1)',
    },
    {
      key: 'lead_time_days',
      label: 'Lead time, days',
      type: 'integer',
      sql: 'o.lead_time_days',
      addsUp: false,
    },
    { key: 'supplier_no', label: 'Supplier no.', type: 'text', sql: 's.supplier_no' },
    { key: 'supplier_name', label: 'Supplier', type: 'text', sql: 's.name' },
    { key: 'price', label: 'Price', type: 'money', scale: 4, sql: 'o.price', addsUp: false },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'o.currency' },
    { key: 'computed_at', label: 'Worked out', type: 'timestamp', sql: 'o.computed_at' },
    { key: 'item_id', label: 'Item ID', type: 'text', sql: 'o.product_id' },
    { key: 'id', label: 'ID', type: 'text', sql: 'o.id' },
  ],
  filters: [
    searchFilter(
      [
        columnsBehind('o.product_id', { from: 'products p', id: 'p.id', finder: 'search_products' }, [
          'p.sku',
          'p.name',
        ]),
        columnsBehind('o.supplier_id', { from: 'suppliers s', id: 's.id' }, ['s.supplier_no', 's.name']),
      ],
      'SKU, product or supplier',
    ),
    choiceFilter('method', 'Demand from', 'o.method', demandMethods),
    ...dateRange('Runs out', 'o.run_out_on'),
    ...numberRange('quantity', 'To order', 'o.quantity'),
    valuesFilter('supplier_no', 'Supplier no.', 's.supplier_no'),
    valuesFilter('sku', 'SKU', 'p.sku'),
    valuesFilter('category', 'Category', 'p.category'),
    idsFilter('o.id'),
  ],
  defaultSort: [{ column: 'run_out_on', direction: 'asc' }],
  freshness: { column: 'computed_at', means: 'newest' },
}
