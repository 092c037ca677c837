import { opportunityKinds, opportunityStatuses } from '#src/lib/db/schema/spend/opportunities.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter } from '../../definition/filters.ts'
import { searchFilter } from '../../definition/search.ts'

export const opportunities: Dataset = {
  key: 'opportunities',
  label: 'Opportunities',
  description: 'Reasons to buy: what runs out, and offers, with what came of them.',
  permission: 'datasets.opportunities.read',
  canBeHandedOn: true,
  from: `opportunities o left join suppliers s on s.id = o.supplier_id
    left join strategy_versions v on v.id = o.strategy_version_id left join strategies g on g.id = v.strategy_id
    left join users u on u.id = o.taken_by`,
  primaryKey: ['o.id'],
  columns: [
    { key: 'found_at', label: 'Found', type: 'timestamp', sql: 'o.found_at' },
    { key: 'kind', label: 'Kind', type: 'text', sql: 'o.kind' },
    { key: 'method', label: 'Found by', type: 'text', sql: 'o.method' },
    { key: 'status', label: 'Status', type: 'text', sql: 'o.status' },
    { key: 'title', label: 'What', type: 'text', sql: 'o.title' },
    { key: 'instrument_kind', label: 'Kind of thing', type: 'text', sql: 'o.instrument_kind' },
    { key: 'instrument_id', label: 'Thing', type: 'text', sql: 'o.instrument_id' },
    { key: 'supplier', label: 'Supplier', type: 'text', sql: 's.name' },
    { key: 'category', label: 'Category', type: 'text', sql: 'o.category' },
    { key: 'quantity', label: 'Quantity', type: 'integer', sql: 'o.quantity', addsUp: false },
    { key: 'amount', label: 'Amount in minor units', type: 'integer', sql: 'o.amount', addsUp: false },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'o.currency' },
    { key: 'score', label: 'Score in minor units', type: 'integer', sql: 'o.score', addsUp: false },
    { key: 'reasons', label: 'Reasons', type: 'json', sql: 'o.reasons' },
    { key: 'facts', label: 'Facts', type: 'json', sql: 'o.facts' },
    { key: 'valid_until', label: 'Valid until', type: 'timestamp', sql: 'o.valid_until' },
    { key: 'taken_by', label: 'Taken by', type: 'text', sql: `u.first_name || ' ' || u.last_name` },
    { key: 'taken_at', label: 'Taken', type: 'timestamp', sql: 'o.taken_at' },
    { key: 'strategy', label: 'Strategy', type: 'text', sql: 'g.name' },
    { key: 'trade_id', label: 'Trade', type: 'text', sql: 'o.trade_id' },
    { key: 'note', label: 'Note', type: 'text', sql: 'o.note' },
    { key: 'id', label: 'ID', type: 'text', sql: 'o.id' },
  ],
  filters: [
    searchFilter([{ columns: ['o.title', 'o.category'] }], 'Thing or category'),
    choiceFilter('status', 'Status', 'o.status', opportunityStatuses),
    choiceFilter('kind', 'Kind', 'o.kind', opportunityKinds),
    idsFilter('o.id'),
  ],
  defaultSort: [{ column: 'found_at', direction: 'desc' }],
  freshness: { column: 'found_at', means: 'newest' },
}
