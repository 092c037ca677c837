import { stopEvents, tradingStates } from '#src/lib/db/schema/spend/stops.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, idsFilter } from '../../definition/filters.ts'
import { timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'

export const emergencyStops: Dataset = {
  key: 'emergency_stops',
  label: 'Emergency stops',
  description: 'Every stop of spending, who asked to go on, and who confirmed it.',
  permission: 'datasets.emergency_stops.read',
  canBeHandedOn: false,
  from: 'emergency_stops e left join users u on u.id = e.actor_id',
  primaryKey: ['e.id'],
  columns: [
    { key: 'happened_at', label: 'When', type: 'timestamp', sql: 'e.happened_at' },
    { key: 'event', label: 'Event', type: 'text', sql: 'e.event' },
    { key: 'state', label: 'State', type: 'text', sql: 'e.state' },
    { key: 'reason', label: 'Reason', type: 'text', sql: 'e.reason' },
    { key: 'actor', label: 'By', type: 'text', sql: `(u.first_name || ' ' || u.last_name)` },
    { key: 'version', label: 'Version', type: 'integer', sql: 'e.version', addsUp: false },
    { key: 'request_id', label: 'Request ID', type: 'text', sql: 'e.request_id' },
    { key: 'id', label: 'ID', type: 'text', sql: 'e.id' },
  ],
  filters: [
    searchFilter([{ columns: ['e.reason', 'u.last_name'] }], 'Reason or name'),
    choiceFilter('event', 'Event', 'e.event', stopEvents),
    choiceFilter('state', 'State', 'e.state', tradingStates),
    ...timestampRange('When', 'e.happened_at'),
    idsFilter('e.id'),
  ],
  defaultSort: [{ column: 'happened_at', direction: 'desc' }],
  freshness: { column: 'happened_at', means: 'newest' },
}
