import { supplierStatuses } from '#src/lib/db/schema/company/suppliers.ts'
import type { Dataset, DatasetColumn } from '../../definition/definition.ts'
import { choiceFilter, flagFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { timestampRange } from '../../definition/ranges.ts'
import { columnsBehind, searchFilter } from '../../definition/search.ts'

const personal: DatasetColumn['sensitive'] = { super_admin: 'shown', admin: 'shown', manager: 'masked' }

export const supplierContacts: Dataset = {
  key: 'supplier_contacts',
  label: 'Supplier contacts',
  description: 'Whom to write or call at each supplier.',
  permission: 'datasets.supplier_contacts.read',
  canBeHandedOn: false,
  from: 'supplier_contacts c join suppliers s on s.tenant_id = c.tenant_id and s.id = c.supplier_id',
  primaryKey: ['c.id'],
  columns: [
    { key: 'supplier_no', label: 'Supplier no.', type: 'text', sql: 's.supplier_no' },
    { key: 'supplier_name', label: 'Supplier', type: 'text', sql: 's.name' },
    { key: 'supplier_status', label: 'Supplier status', type: 'text', sql: 's.status' },
    { key: 'name', label: 'Name', type: 'text', sql: 'c.name' },
    { key: 'role', label: 'Role', type: 'text', sql: 'c.role' },
    { key: 'email', label: 'Email', type: 'text', sql: 'c.email', sensitive: personal },
    { key: 'phone', label: 'Phone', type: 'text', sql: 'c.phone', sensitive: personal },
    { key: 'is_primary', label: 'Main contact', type: 'boolean', sql: 'c.is_primary' },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'c.created_at' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'c.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'c.id' },
  ],
  filters: [
    searchFilter(
      [
        columnsBehind('c.supplier_id', { from: 'suppliers s', id: 's.id' }, ['s.supplier_no', 's.name']),
        { columns: ['c.name', 'c.role'] },
      ],
      'Supplier, name or role',
    ),
    choiceFilter('supplier_status', 'Supplier status', 's.status', supplierStatuses),
    ...timestampRange('Updated', 'c.updated_at'),
    flagFilter('is_primary', 'Main contact', 'c.is_primary', {
      yes: 'The main contact of a supplier',
      no: 'Any other contact',
    }),
    valuesFilter('role', 'Role', 'c.role'),
    valuesFilter('supplier_no', 'Supplier no.', 's.supplier_no'),
    idsFilter('c.id'),
  ],
  defaultSort: [{ column: 'name', direction: 'asc' }],
  freshness: { column: 'updated_at', means: 'changed' },
}
