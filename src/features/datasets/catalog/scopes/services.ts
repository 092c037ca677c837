import type { Dataset } from '../../definition/definition.ts'
import { idsFilter, valuesFilter } from '../../definition/filters.ts'
import { numberRange, timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

const scopes = `(select count(*)::integer from scopes_of_work s where s.tenant_id = v.tenant_id and s.service_id = v.id)`

export const services: Dataset = {
  key: 'services',
  label: 'Services',
  description: 'What can be agreed on, and how many scopes of work each service has.',
  permission: 'datasets.services.read',
  canBeHandedOn: true,
  from: 'services v',
  primaryKey: ['v.id'],
  columns: [
    { key: 'services_name', label: 'Service', type: 'text', sql: 'v.services_name' },
    { key: 'scopes', label: 'Scopes of work', type: 'integer', sql: scopes },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'v.created_at' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'v.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'v.id' },
  ],
  filters: [
    searchFilter([{ columns: ['v.services_name'] }], 'Service'),
    ...timestampRange('Updated', 'v.updated_at'),
    ...numberRange('scopes', 'Scopes of work', scopes),
    valuesFilter('services_name', 'Service', 'v.services_name'),
    idsFilter('v.id'),
  ],
  defaultSort: [{ column: 'services_name', direction: 'asc' }],
  freshness: { column: 'updated_at', means: 'changed' },
}
