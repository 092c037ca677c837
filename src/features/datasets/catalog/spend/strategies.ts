import { strategyStatuses } from '#src/lib/db/schema/spend/strategies.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter } from '../../definition/filters.ts'
import { searchFilter } from '../../definition/search.ts'

export const strategies: Dataset = {
  key: 'strategies',
  label: 'Strategies',
  description: 'Rules that choose among opportunities, in the version that is in force.',
  permission: 'datasets.strategies.read',
  canBeHandedOn: true,
  from: `strategies g join strategy_versions v on v.strategy_id = g.id and v.number = g.current_number
    join users u on u.id = g.created_by`,
  primaryKey: ['g.id'],
  columns: [
    { key: 'created_at', label: 'Written', type: 'timestamp', sql: 'g.created_at' },
    { key: 'name', label: 'Name', type: 'text', sql: 'g.name' },
    { key: 'status', label: 'Status', type: 'text', sql: 'g.status' },
    { key: 'number', label: 'Version', type: 'integer', sql: 'v.number', addsUp: false },
    { key: 'autonomy', label: 'Autonomy', type: 'text', sql: `v.rules ->> 'autonomy'` },
    { key: 'currency', label: 'Currency', type: 'text', sql: `v.rules ->> 'currency'` },
    { key: 'rules', label: 'Rules', type: 'json', sql: 'v.rules' },
    { key: 'created_by', label: 'Written by', type: 'text', sql: `u.first_name || ' ' || u.last_name` },
    { key: 'updated_at', label: 'Changed', type: 'timestamp', sql: 'g.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'g.id' },
  ],
  filters: [
    searchFilter([{ columns: ['g.name'] }], 'Name'),
    choiceFilter('status', 'Status', 'g.status', strategyStatuses),
    idsFilter('g.id'),
  ],
  defaultSort: [{ column: 'created_at', direction: 'desc' }],
  freshness: { column: 'created_at', means: 'newest' },
}
