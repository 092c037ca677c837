import { clientScopeStatuses } from '#src/lib/db/schema/company/scopes.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, flagFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { amountRange, dateRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

const hasNewest = '(k.scope_version = s.current_version)'

/** A client keeps the version it agreed to, so this need not be the current one. */
export const clientSow: Dataset = {
  key: 'client_sow',
  label: 'Client scopes of work',
  description: 'What each client was offered or agreed to: the scope, its version, price and dates.',
  permission: 'datasets.client_sow.read',
  canBeHandedOn: true,
  from: `client_scopes k
    left join clients c on c.id = k.client_id
    left join scopes_of_work s on s.id = k.scope_id
    left join services v on v.id = s.service_id`,
  primaryKey: ['k.id'],
  columns: [
    { key: 'client_no', label: 'Client no.', type: 'text', sql: 'c.client_no' },
    { key: 'client_name', label: 'Client', type: 'text', sql: 'c.name' },
    { key: 'services', label: 'Service', type: 'text', sql: 'v.services_name' },
    { key: 'scope_name', label: 'Scope of work', type: 'text', sql: 's.scope_name' },
    { key: 'scope_version', label: 'Version', type: 'integer', sql: 'k.scope_version', addsUp: false },
    {
      key: 'current_version',
      label: 'Current version',
      type: 'integer',
      sql: 's.current_version',
      addsUp: false,
    },
    { key: 'has_current', label: 'Has the current version', type: 'boolean', sql: hasNewest },
    { key: 'status', label: 'Status', type: 'text', sql: 'k.status' },
    { key: 'price', label: 'Price', type: 'money', scale: 2, sql: 'k.price' },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'k.currency' },
    { key: 'starts_on', label: 'Starts on', type: 'date', sql: 'k.starts_on' },
    { key: 'ends_on', label: 'Ends on', type: 'date', sql: 'k.ends_on' },
    { key: 'accepted_at', label: 'Accepted', type: 'timestamp', sql: 'k.accepted_at' },
    { key: 'notes', label: 'Notes', type: 'text', sql: 'k.notes' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'k.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'k.id' },
  ],
  filters: [
    searchFilter(
      [{ columns: ['c.client_no', 'c.name', 'v.services_name', 's.scope_name'] }],
      'Client, service or scope of work',
    ),
    choiceFilter('status', 'Status', 'k.status', clientScopeStatuses),
    ...dateRange('Start', 'k.starts_on'),
    ...amountRange('Price', 'k.price'),
    flagFilter('has_current', 'Version', hasNewest, {
      yes: 'Has the current version',
      no: 'Has an older version',
    }),
    valuesFilter('client_no', 'Client no.', 'c.client_no'),
    valuesFilter('services', 'Service', 'v.services_name'),
    valuesFilter('currency', 'Currency', 'k.currency'),
    idsFilter('k.id'),
  ],
  defaultSort: [{ column: 'starts_on', direction: 'desc' }],
  freshness: { column: 'updated_at', means: 'changed' },
  pages: { row: '/client-scopes/' },
}
