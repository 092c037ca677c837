import { saleStatuses, shipModes } from '#src/lib/db/schema/company/sales.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { amountRange, dateRange } from '../../definition/ranges.ts'
import { columnsBehind, indexedColumns, searchFilter } from '../../definition/search.ts'

/** What was cancelled is no demand. */
const ordered = (sql: string) => `case when s.status = 'cancelled' then 0 else ${sql} end`

export const sales: Dataset = {
  key: 'sales',
  label: 'Sales',
  description: 'Every order line: what was sold, to whom, where it went, at what price and profit.',
  permission: 'datasets.sales.read',
  canBeHandedOn: true,
  // Outer joins: one whose columns nobody asks for costs nothing, and none can take a row away.
  from: `sales s
    left join customers c on c.id = s.customer_id
    left join products p on p.id = s.product_id`,
  primaryKey: ['s.id'],
  columns: [
    { key: 'line_no', label: 'Line', type: 'integer', sql: 's.line_no', addsUp: false },
    { key: 'order_no', label: 'Order', type: 'text', sql: 's.order_no' },
    { key: 'order_date', label: 'Order date', type: 'date', sql: 's.order_date' },
    { key: 'ship_date', label: 'Ship date', type: 'date', sql: 's.ship_date' },
    { key: 'ship_mode', label: 'Ship mode', type: 'text', sql: 's.ship_mode' },
    { key: 'status', label: 'Status', type: 'text', sql: 's.status' },
    { key: 'customer_no', label: 'Customer no.', type: 'text', sql: 'c.customer_no' },
    { key: 'customer_name', label: 'Customer', type: 'text', sql: 'c.name' },
    { key: 'segment', label: 'Segment', type: 'text', sql: 'c.segment' },
    { key: 'country', label: 'Country', type: 'text', sql: 's.country' },
    { key: 'city', label: 'City', type: 'text', sql: 's.city' },
    { key: 'state', label: 'State', type: 'text', sql: 's.state' },
    { key: 'region', label: 'Region', type: 'text', sql: 's.region' },
    { key: 'postal_code', label: 'Postal code', type: 'text', sql: 's.postal_code' },
    { key: 'sku', label: 'SKU', type: 'text', sql: 'p.sku' },
    { key: 'product_name', label: 'Product', type: 'text', sql: 'p.name' },
    { key: 'category', label: 'Category', type: 'text', sql: 'p.category' },
    { key: 'sub_category', label: 'Sub-category', type: 'text', sql: 'p.sub_category' },
    { key: 'quantity', label: 'Quantity', type: 'integer', sql: 's.quantity' },
    { key: 'unit_price', label: 'List price', type: 'money', scale: 4, sql: 's.unit_price', addsUp: false },
    { key: 'discount', label: 'Discount rate', type: 'decimal', scale: 4, sql: 's.discount', addsUp: false },
    { key: 'amount', label: 'Amount', type: 'money', scale: 4, sql: 's.amount' },
    { key: 'profit', label: 'Profit', type: 'money', scale: 4, sql: 's.profit' },
    { key: 'is_returned', label: 'Returned', type: 'boolean', sql: `(s.status = 'returned')` },
    { key: 'notes', label: 'Notes', type: 'text', sql: 's.notes' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 's.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 's.id' },
  ],
  filters: [
    searchFilter(
      [
        indexedColumns('s.id', 'search_sales', ['s.order_no', 's.city']),
        columnsBehind('s.customer_id', { from: 'customers c', id: 'c.id', finder: 'search_customers' }, [
          'c.customer_no',
          'c.name',
        ]),
        columnsBehind('s.product_id', { from: 'products p', id: 'p.id', finder: 'search_products' }, [
          'p.sku',
          'p.name',
        ]),
      ],
      'Order, customer, product or city',
    ),
    choiceFilter('status', 'Status', 's.status', saleStatuses),
    ...dateRange('Order date', 's.order_date'),
    ...amountRange('Amount', 's.amount'),
    choiceFilter('ship_mode', 'Ship mode', 's.ship_mode', shipModes),
    valuesFilter('segment', 'Segment', 'c.segment'),
    valuesFilter('region', 'Region', 's.region'),
    valuesFilter('state', 'State', 's.state'),
    valuesFilter('category', 'Category', 'p.category'),
    valuesFilter('sub_category', 'Sub-category', 'p.sub_category'),
    valuesFilter('customer_no', 'Customer no.', 'c.customer_no'),
    valuesFilter('sku', 'SKU', 'p.sku'),
    idsFilter('s.id'),
  ],
  defaultSort: [{ column: 'order_date', direction: 'desc' }],
  freshness: { column: 'order_date', means: 'newest' },
  series: {
    time: 's.order_date',
    measures: [
      {
        key: 'quantity',
        label: 'Units ordered',
        unit: 'pieces',
        sql: ordered('s.quantity'),
        canBeNegative: false,
        isDemand: true,
      },
      { key: 'amount', label: 'Sales', unit: 'money', sql: ordered('s.amount'), canBeNegative: false },
      { key: 'profit', label: 'Profit', unit: 'money', sql: ordered('s.profit'), canBeNegative: true },
      { key: 'lines', label: 'Order lines', unit: 'rows', sql: ordered('1'), canBeNegative: false },
    ],
    keys: [
      { key: 'item', label: 'Item', sql: 's.product_id', name: 'p.sku' },
      { key: 'category', label: 'Category', sql: 'p.category' },
      { key: 'sub_category', label: 'Sub-category', sql: 'p.sub_category' },
      { key: 'region', label: 'Region', sql: 's.region' },
      { key: 'segment', label: 'Segment', sql: 'c.segment' },
    ],
  },
}
