import { scopeStatuses } from '#src/lib/db/schema/company/scopes.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

const uploadedBy = `(u.first_name || ' ' || u.last_name)`
const updatedBy = `(m.first_name || ' ' || m.last_name)`

/** One row a scope of work: its current version. The seven labels and their order are a contract. */
export const sow: Dataset = {
  key: 'sow',
  label: 'Scopes of work',
  description:
    'The current version of every scope of work: who uploaded and updated it, when, and its status.',
  permission: 'datasets.sow.read',
  canBeHandedOn: true,
  from: `scopes_of_work s
    left join services v on v.id = s.service_id
    left join scope_versions n
      on n.tenant_id = s.tenant_id and n.scope_id = s.id and n.number = s.current_version
    left join users u on u.id = n.created_by
    left join users m on m.id = n.modified_by`,
  primaryKey: ['s.id'],
  columns: [
    { key: 'services', label: 'Services', type: 'text', sql: 'v.services_name' },
    { key: 'scope_name', label: 'Scope Of Work Name', type: 'text', sql: 's.scope_name' },
    { key: 'uploaded_by', label: 'Uploaded By', type: 'text', sql: uploadedBy },
    { key: 'uploaded_date', label: 'Uploaded Date', type: 'timestamp', sql: 'n.created_at' },
    { key: 'updated_by', label: 'Updated By', type: 'text', sql: updatedBy },
    { key: 'updated_date', label: 'Updated Date', type: 'timestamp', sql: 'n.updated_at' },
    { key: 'status', label: 'Status', type: 'text', sql: 's.scope_of_work_status' },
  ],
  filters: [
    searchFilter([{ columns: ['v.services_name', 's.scope_name'] }], 'Service or name of the scope'),
    choiceFilter('status', 'Status', 's.scope_of_work_status', scopeStatuses),
    ...timestampRange('Uploaded', 'n.created_at'),
    valuesFilter('services', 'Service', 'v.services_name'),
    valuesFilter('uploaded_by', 'Uploaded by', uploadedBy),
    valuesFilter('updated_by', 'Updated by', updatedBy),
    idsFilter('s.id'),
  ],
  defaultSort: [{ column: 'scope_name', direction: 'asc' }],
  freshness: { column: 'updated_date', means: 'changed' },
  pages: {
    row: '/scopes/',
    add: { href: '/scopes/new', label: 'New scope of work', permission: 'scopes.write' },
  },
}
