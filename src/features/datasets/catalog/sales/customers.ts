import type { Dataset, DatasetColumn } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { amountRange, dateRange } from '../../definition/ranges.ts'
import { indexedColumns, searchFilter } from '../../definition/search.ts'

const personal: DatasetColumn['sensitive'] = { super_admin: 'shown', admin: 'shown', manager: 'masked' }

const status = `case when c.is_active then 'active' else 'inactive' end`

export const customers: Dataset = {
  key: 'customers',
  label: 'Customers',
  description: 'Every customer with segment, address, contact, credit limit and first and last order.',
  permission: 'datasets.customers.read',
  canBeHandedOn: false,
  from: 'customers c',
  primaryKey: ['c.id'],
  columns: [
    { key: 'customer_no', label: 'Customer no.', type: 'text', sql: 'c.customer_no' },
    { key: 'name', label: 'Name', type: 'text', sql: 'c.name' },
    { key: 'segment', label: 'Segment', type: 'text', sql: 'c.segment' },
    { key: 'email', label: 'Email', type: 'text', sql: 'c.email', sensitive: personal },
    { key: 'phone', label: 'Phone', type: 'text', sql: 'c.phone', sensitive: personal },
    { key: 'country', label: 'Country', type: 'text', sql: 'c.country' },
    { key: 'city', label: 'City', type: 'text', sql: 'c.city' },
    { key: 'state', label: 'State', type: 'text', sql: 'c.state' },
    { key: 'region', label: 'Region', type: 'text', sql: 'c.region' },
    { key: 'postal_code', label: 'Postal code', type: 'text', sql: 'c.postal_code' },
    { key: 'is_active', label: 'Active', type: 'boolean', sql: 'c.is_active' },
    { key: 'credit_limit', label: 'Credit limit', type: 'money', scale: 2, sql: 'c.credit_limit' },
    { key: 'first_order_date', label: 'First order', type: 'date', sql: 'c.first_order_date' },
    { key: 'last_order_date', label: 'Last order', type: 'date', sql: 'c.last_order_date' },
    { key: 'notes', label: 'Notes', type: 'text', sql: 'c.notes' },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'c.created_at' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'c.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'c.id' },
  ],
  filters: [
    searchFilter(
      [indexedColumns('c.id', 'search_customers', ['c.customer_no', 'c.name', 'c.city', 'c.state'])],
      'Customer no., name, city or state',
    ),
    choiceFilter('status', 'Status', status, ['active', 'inactive']),
    ...dateRange('First order', 'c.first_order_date'),
    ...amountRange('Credit limit', 'c.credit_limit'),
    valuesFilter('segment', 'Segment', 'c.segment'),
    valuesFilter('country', 'Country', 'c.country'),
    valuesFilter('region', 'Region', 'c.region'),
    valuesFilter('state', 'State', 'c.state'),
    valuesFilter('city', 'City', 'c.city'),
    valuesFilter('customer_no', 'Customer no.', 'c.customer_no'),
    idsFilter('c.id'),
  ],
  defaultSort: [{ column: 'name', direction: 'asc' }],
  freshness: { column: 'updated_at', means: 'changed' },
}
