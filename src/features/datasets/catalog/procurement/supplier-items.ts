import { supplierStatuses } from '#src/lib/db/schema/company/suppliers.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { amountRange, dateRange, numberRange } from '../../definition/ranges.ts'
import { columnsBehind, searchFilter } from '../../definition/search.ts'

const leadTime = 'coalesce(i.lead_time_days, s.lead_time_days)'

// Days are those of the connection's zone, which is the one that the export shows its timestamps in.
const validity = `(case
  when i.valid_from > current_date then 'future'
  when i.valid_until < current_date then 'past'
  else 'current' end)`

export const supplierItems: Dataset = {
  key: 'supplier_items',
  label: 'Supplier prices',
  description: 'What each supplier asks for each product, in which packs, and in which days the price holds.',
  permission: 'datasets.supplier_items.read',
  canBeHandedOn: true,
  from: `supplier_items i
    join suppliers s on s.tenant_id = i.tenant_id and s.id = i.supplier_id
    join products p on p.tenant_id = i.tenant_id and p.id = i.product_id`,
  primaryKey: ['i.id'],
  columns: [
    { key: 'supplier_no', label: 'Supplier no.', type: 'text', sql: 's.supplier_no' },
    { key: 'supplier_name', label: 'Supplier', type: 'text', sql: 's.name' },
    { key: 'supplier_status', label: 'Supplier status', type: 'text', sql: 's.status' },
    { key: 'sku', label: 'SKU', type: 'text', sql: 'p.sku' },
    { key: 'product_name', label: 'Product', type: 'text', sql: 'p.name' },
    { key: 'category', label: 'Category', type: 'text', sql: 'p.category' },
    { key: 'supplier_sku', label: 'Supplier’s SKU', type: 'text', sql: 'i.supplier_sku' },
    { key: 'price', label: 'Price', type: 'money', scale: 4, sql: 'i.price', addsUp: false },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'i.currency' },
    { key: 'pack_size', label: 'Pack size', type: 'integer', sql: 'i.pack_size', addsUp: false },
    {
      key: 'minimum_quantity',
      label: 'Minimum quantity',
      type: 'integer',
      sql: 'i.minimum_quantity',
      addsUp: false,
    },
    { key: 'lead_time_days', label: 'Lead time in days', type: 'integer', sql: leadTime, addsUp: false },
    { key: 'validity', label: 'Validity', type: 'text', sql: validity },
    { key: 'valid_from', label: 'Valid from', type: 'date', sql: 'i.valid_from' },
    { key: 'valid_until', label: 'Valid until', type: 'date', sql: 'i.valid_until' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'i.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'i.id' },
  ],
  filters: [
    searchFilter(
      [
        columnsBehind('i.supplier_id', { from: 'suppliers s', id: 's.id' }, ['s.supplier_no', 's.name']),
        columnsBehind('i.product_id', { from: 'products p', id: 'p.id', finder: 'search_products' }, [
          'p.sku',
          'p.name',
        ]),
        { columns: ['i.supplier_sku'] },
      ],
      'Supplier, SKU or product',
    ),
    choiceFilter('validity', 'Validity', validity, ['current', 'future', 'past']),
    choiceFilter('supplier_status', 'Supplier status', 's.status', supplierStatuses),
    ...dateRange('First day', 'i.valid_from'),
    ...amountRange('Price', 'i.price'),
    ...numberRange('lead_time', 'Lead time in days', leadTime),
    valuesFilter('category', 'Category', 'p.category'),
    valuesFilter('sku', 'SKU', 'p.sku'),
    valuesFilter('supplier_no', 'Supplier no.', 's.supplier_no'),
    valuesFilter('currency', 'Currency', 'i.currency'),
    idsFilter('i.id'),
  ],
  defaultSort: [
    { column: 'supplier_name', direction: 'asc' },
    { column: 'sku', direction: 'asc' },
    { column: 'valid_from', direction: 'desc' },
  ],
  freshness: { column: 'updated_at', means: 'changed' },
}
