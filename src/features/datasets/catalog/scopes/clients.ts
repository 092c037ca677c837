import type { Dataset } from '../../definition/definition.ts'
import { flagFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { numberRange, timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

const accepted = `(select count(*)::integer from client_scopes k
  where k.tenant_id = c.tenant_id and k.client_id = c.id and k.status = 'accepted')`

export const clients: Dataset = {
  key: 'clients',
  label: 'Clients',
  description: 'Whom scopes of work are agreed with, and how many agreements each client has now.',
  permission: 'datasets.clients.read',
  canBeHandedOn: true,
  from: 'clients c',
  primaryKey: ['c.id'],
  columns: [
    { key: 'client_no', label: 'Client no.', type: 'text', sql: 'c.client_no' },
    { key: 'name', label: 'Name', type: 'text', sql: 'c.name' },
    { key: 'country', label: 'Country', type: 'text', sql: 'c.country' },
    { key: 'is_active', label: 'Active', type: 'boolean', sql: 'c.is_active' },
    { key: 'accepted', label: 'Accepted scopes', type: 'integer', sql: accepted },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'c.created_at' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'c.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'c.id' },
  ],
  filters: [
    searchFilter([{ columns: ['c.client_no', 'c.name', 'c.country'] }], 'Client no., name or country'),
    ...timestampRange('Updated', 'c.updated_at'),
    ...numberRange('accepted', 'Accepted scopes', accepted),
    flagFilter('is_active', 'Active', 'c.is_active', { yes: 'Active', no: 'Not active' }),
    valuesFilter('country', 'Country', 'c.country'),
    valuesFilter('client_no', 'Client no.', 'c.client_no'),
    idsFilter('c.id'),
  ],
  defaultSort: [{ column: 'name', direction: 'asc' }],
  freshness: { column: 'updated_at', means: 'changed' },
  pages: {
    row: '/clients/',
    add: { href: '/clients/new', label: 'New client', permission: 'clients.write' },
  },
}
