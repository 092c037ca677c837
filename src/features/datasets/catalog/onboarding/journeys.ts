import { journeyStatuses } from '#src/lib/db/schema/onboarding/journeys.ts'
import type { Dataset } from '../../definition/definition.ts'
import { choiceFilter, flagFilter, idsFilter, valuesFilter } from '../../definition/filters.ts'
import { timestampRange } from '../../definition/ranges.ts'
import { searchFilter } from '../../definition/search.ts'
import { learnerSql } from './learner.ts'

export const journeys: Dataset = {
  key: 'journeys',
  label: 'Onboarding journeys',
  description: 'Each learner in each flow, with how far they came.',
  permission: 'datasets.journeys.read',
  canBeHandedOn: false,
  from: `journeys j join flows f on f.id = j.flow_id left join users u on u.id = j.user_id
    cross join lateral (
      select count(*) filter (where e.kind = 'completed') as completed,
        count(*) filter (where e.kind = 'skipped') as skipped, max(e.occurred_at) as last_at
      from step_events e where e.tenant_id = j.tenant_id and e.journey_id = j.id) e`,
  primaryKey: ['j.id'],
  columns: [
    { key: 'started_at', label: 'Started', type: 'timestamp', sql: 'j.started_at' },
    { key: 'flow', label: 'Flow', type: 'text', sql: 'f.name' },
    { key: 'flow_version', label: 'Version', type: 'integer', sql: 'j.flow_version', addsUp: false },
    { key: 'learner', label: 'Learner', type: 'text', sql: learnerSql },
    { key: 'status', label: 'Status', type: 'text', sql: 'j.status' },
    { key: 'completed', label: 'Steps completed', type: 'integer', sql: 'e.completed' },
    { key: 'skipped', label: 'Steps skipped', type: 'integer', sql: 'e.skipped' },
    { key: 'last_at', label: 'Last event', type: 'timestamp', sql: 'e.last_at' },
    { key: 'is_held_out', label: 'Held out', type: 'boolean', sql: 'j.is_held_out' },
    { key: 'ended_at', label: 'Ended', type: 'timestamp', sql: 'j.ended_at' },
    { key: 'flow_id', label: 'Flow ID', type: 'text', sql: 'j.flow_id' },
    { key: 'id', label: 'ID', type: 'text', sql: 'j.id' },
  ],
  filters: [
    searchFilter(
      [{ columns: ['f.name', 'j.learner'] }, { columns: ['u.first_name', 'u.last_name'] }],
      'Flow or learner',
    ),
    choiceFilter('status', 'Status', 'j.status', journeyStatuses),
    valuesFilter('flow', 'Flow', 'f.name'),
    valuesFilter('learner', 'Learner', learnerSql),
    flagFilter('is_held_out', 'Held out', 'j.is_held_out', {
      yes: 'those who always get the fixed order',
      no: 'those who get recommendations',
    }),
    ...timestampRange('Started', 'j.started_at'),
    idsFilter('j.id'),
  ],
  defaultSort: [{ column: 'started_at', direction: 'desc' }],
  freshness: { column: 'started_at', means: 'newest' },
}
