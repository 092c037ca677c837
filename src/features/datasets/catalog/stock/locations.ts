import { locationKinds } from '#src/lib/db/schema/company/inventory.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, flagFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { searchFilter } from '../../definition/search.ts'

export const locations: Dataset = {
  key: 'locations',
  label: 'Locations',
  description: 'Every place where stock lies: warehouses, shops, goods in transit and in quarantine.',
  permission: 'datasets.locations.read',
  canBeHandedOn: true,
  from: 'locations l left join locations p on p.tenant_id = l.tenant_id and p.id = l.parent_id',
  primaryKey: ['l.id'],
  columns: [
    { key: 'code', label: 'Code', type: 'text', sql: 'l.code' },
    { key: 'name', label: 'Name', type: 'text', sql: 'l.name' },
    { key: 'kind', label: 'Kind', type: 'text', sql: 'l.kind' },
    { key: 'parent', label: 'Part of', type: 'text', sql: 'p.code' },
    { key: 'allows_negative', label: 'Allows negative stock', type: 'boolean', sql: 'l.allows_negative' },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'l.created_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'l.id' },
  ],
  filters: [
    searchFilter([{ columns: ['l.code', 'l.name'] }], 'Code or name'),
    choiceFilter('kind', 'Kind', 'l.kind', locationKinds),
    flagFilter('allows_negative', 'Negative stock', 'l.allows_negative', {
      yes: 'Goods can leave before their receipt is booked',
      no: 'Only what is there can leave',
    }),
    valuesFilter('code', 'Code', 'l.code'),
    idsFilter('l.id'),
  ],
  defaultSort: [{ column: 'code', direction: 'asc' }],
  freshness: { column: 'created_at', means: 'newest' },
}
