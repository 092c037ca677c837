import { supplierStatuses, supplierTiers } from '#src/lib/db/schema/company/suppliers.ts'
import type { Dataset, DatasetColumn } from '../../definition/definition.ts'
import { choiceFilter, elementsFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { numberRange, timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

const taxAndBank: DatasetColumn['sensitive'] = { super_admin: 'shown', admin: 'shown', manager: 'masked' }

export const suppliers: Dataset = {
  key: 'suppliers',
  label: 'Suppliers',
  description: 'Every supplier with its status, tier, terms, rating and certificates.',
  permission: 'datasets.suppliers.read',
  canBeHandedOn: false,
  from: 'suppliers s',
  primaryKey: ['s.id'],
  columns: [
    { key: 'supplier_no', label: 'Supplier no.', type: 'text', sql: 's.supplier_no' },
    { key: 'name', label: 'Name', type: 'text', sql: 's.name' },
    { key: 'status', label: 'Status', type: 'text', sql: 's.status' },
    { key: 'tier', label: 'Tier', type: 'text', sql: 's.tier' },
    { key: 'category', label: 'Category', type: 'text', sql: 's.category' },
    { key: 'tags', label: 'Tags', type: 'json', sql: 'to_jsonb(s.tags)' },
    { key: 'country', label: 'Country', type: 'text', sql: 's.country' },
    { key: 'currency', label: 'Currency', type: 'text', sql: 's.currency' },
    { key: 'payment_days', label: 'Payment days', type: 'integer', sql: 's.payment_days', addsUp: false },
    {
      key: 'lead_time_days',
      label: 'Lead time in days',
      type: 'integer',
      sql: 's.lead_time_days',
      addsUp: false,
    },
    { key: 'rating', label: 'Rating', type: 'decimal', scale: 2, sql: 's.rating', addsUp: false },
    { key: 'tax_id', label: 'Tax ID', type: 'text', sql: 's.tax_id', sensitive: taxAndBank },
    { key: 'iban', label: 'IBAN', type: 'text', sql: 's.iban', sensitive: taxAndBank },
    { key: 'certificates', label: 'Certificates', type: 'json', sql: 's.certificates' },
    { key: 'notes', label: 'Notes', type: 'text', sql: 's.notes' },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 's.created_at' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 's.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 's.id' },
  ],
  filters: [
    searchFilter([{ columns: ['s.supplier_no', 's.name', 's.category'] }], 'Supplier no., name or category'),
    choiceFilter('status', 'Status', 's.status', supplierStatuses),
    choiceFilter('tier', 'Tier', 's.tier', supplierTiers),
    ...timestampRange('Created', 's.created_at'),
    ...numberRange('rating', 'Rating', 's.rating'),
    ...numberRange('lead_time', 'Lead time in days', 's.lead_time_days'),
    valuesFilter('category', 'Category', 's.category'),
    elementsFilter('tag', 'Tag', 's.tags'),
    valuesFilter('country', 'Country', 's.country'),
    valuesFilter('currency', 'Currency', 's.currency'),
    valuesFilter('supplier_no', 'Supplier no.', 's.supplier_no'),
    idsFilter('s.id'),
  ],
  defaultSort: [{ column: 'name', direction: 'asc' }],
  freshness: { column: 'updated_at', means: 'changed' },
  pages: {
    row: '/suppliers/',
    add: { href: '/suppliers/new', label: 'New supplier', permission: 'suppliers.write' },
  },
}
